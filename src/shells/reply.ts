import { type EnvChange, isCarriable, sortEnvChange } from '../domain/env-change.ts';
import { JpawsError } from '../domain/errors.ts';

/** The version of the contract between the binary and the shell integrations (shells/README.md). */
export const CONTRACT = 1;

const HEADER = `jpaws/${CONTRACT}\n`;
const END = 'end\n';
const NAME = /^(?:AWS|JPAWS)_[A-Z0-9_]+$/;

/**
 * The reply that carries `change` to a shell: header, unsets, sets, `end`; equal changes give equal bytes.
 * A name that is set to the empty text is sent as unset: PowerShell cannot hold an empty variable.
 *
 * @throws VALUE_NOT_CARRIABLE before anything is built, when a name or value is not of the contract
 */
export function encodeReply(change: EnvChange): string {
  const names = [...change.unset, ...change.set.map(([name]) => name)];
  names.forEach(checkName);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refused(twice, 'is named twice in one change');
  for (const [name, value] of change.set) checkValue(name, value);

  const filled = sortEnvChange({
    unset: [...change.unset, ...change.set.filter(([, value]) => value === '').map(([name]) => name)],
    set: change.set.filter(([, value]) => value !== ''),
  });
  const unsets = filled.unset.map((name) => `unset ${name}\n`);
  const sets = filled.set.map(([name, value]) => `set ${name}=${value}\n`);
  // An empty change still has to hold one record: unsetting what the wrapper set for this call is always right.
  const records = unsets.length + sets.length === 0 ? ['unset JPAWS_CONTRACT\n'] : [...unsets, ...sets];
  return HEADER + records.join('') + END;
}

/**
 * Reads a reply as strictly as the shells do; for the tests that hold the shells against it.
 *
 * @throws VALUE_NOT_CARRIABLE for a record whose name or value is not of the contract
 * @throws REPLY_BROKEN for everything else that is not a whole reply of this version
 * @internal
 */
export function parseReply(text: string): EnvChange {
  if (!text.startsWith(HEADER))
    throw new JpawsError('REPLY_BROKEN', { reason: `does not begin with jpaws/${CONTRACT}` });
  if (!text.endsWith(`\n${END}`)) throw new JpawsError('REPLY_BROKEN', { reason: 'was cut off' });
  const lines = text.slice(HEADER.length, -END.length).split('\n').slice(0, -1);
  if (lines.length === 0) throw new JpawsError('REPLY_BROKEN', { reason: 'holds no record' });

  const unset: string[] = [];
  const set: [string, string][] = [];
  for (const line of lines) {
    const [, verb, name = '', equals, value = ''] = /^(unset|set) ([^=]*)(=?)(.*)$/s.exec(line) ?? [];
    const isWhole = verb === 'unset' ? equals === '' : verb === 'set' && value !== '';
    if (!isWhole) throw new JpawsError('REPLY_BROKEN', { reason: 'holds a line that is no record' });
    checkName(name);
    checkValue(name, value);
    if (verb === 'unset') unset.push(name);
    else set.push([name, value]);
  }
  return { unset, set };
}

function checkName(name: string): void {
  if (!NAME.test(name)) throw refused(name, 'is not a name of AWS_* or JPAWS_* in capital letters, digits and _');
}

function checkValue(name: string, value: string): void {
  if (value !== '' && !isCarriable(value)) throw refused(name, 'holds a line break or a NUL');
  if (!value.isWellFormed()) throw refused(name, 'is not valid Unicode text');
}

const refused = (name: string, reason: string): JpawsError => new JpawsError('VALUE_NOT_CARRIABLE', { name, reason });
