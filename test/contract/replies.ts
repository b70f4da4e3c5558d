/** A reply of these records, written by hand: the scenarios must not believe what `encodeReply` writes. */
export const reply = (...records: readonly string[]): string => ['jpaws/1', ...records, 'end', ''].join('\n');

/** What the fake binary answers to a plain `use`: variables to set and one to remove. */
export const plainReply = reply('unset AWS_GONE', 'set AWS_A=one', 'set AWS_B=two', 'set JPAWS_C=three');
export const plainVariables = { AWS_A: 'one', AWS_B: 'two', JPAWS_C: 'three' };
