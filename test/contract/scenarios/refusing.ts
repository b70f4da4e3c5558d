import assert from 'node:assert/strict';
import type { Answer, Oddity, Scenario, Step } from '../driver.ts';
import { plainReply, plainVariables, reply } from '../replies.ts';

const BEFORE = { AWS_A: 'mine', AWS_GONE: 'mine', AWS_KEPT: 'kept' };
const BACK = reply('unset AWS_B', 'unset JPAWS_C', 'set AWS_A=mine', 'set AWS_GONE=mine');
/** The status of a shell that does not understand the reply. */
const NOT_UNDERSTOOD = 3;

const changesNothing = (name: string, answers: readonly Answer[], status: (at: number) => number): Scenario => ({
  name,
  environment: BEFORE,
  answers: Object.fromEntries(answers.map((answer, at) => [String(at), answer])),
  steps: answers.map((_, at) => ({ do: 'jpaws', args: ['use', String(at)] })),
  judge: ({ seen, files }) => {
    assert.equal(seen.length, answers.length);
    for (const [at, after] of seen.entries()) {
      const shown = JSON.stringify(answers[at]?.stdout);
      assert.deepEqual(after.environment, BEFORE, shown);
      assert.equal(after.status, status(at), shown);
      assert.equal(after.stdout, '', shown);
    }
    assert.deepEqual(files, []);
  },
});

const refuses = (name: string, replies: readonly string[]): Scenario => {
  const scenario = changesNothing(
    name,
    replies.map((stdout) => ({ stdout })),
    () => NOT_UNDERSTOOD,
  );
  return {
    ...scenario,
    judge: (report) => {
      scenario.judge(report);
      for (const { stderr } of report.seen) {
        assert.match(stderr, /^jpaws: [^\n]*nothing was changed[^\n]*\n$/);
        assert.doesNotMatch(stderr, /SECRET/);
      }
    },
  };
};

const withName = (name: string): string => reply('unset AWS_GONE', `set ${name}=SECRET`);
const bytes = new TextEncoder();

const FOREIGN_NAMES = [
  [
    'PATH',
    'LD_PRELOAD',
    'PROMPT_COMMAND',
    'fish_trace',
    'IFS',
    'aws_a',
    'AWS_a',
    'Aws_A',
    'AWS_',
    'JPAWS_',
    'AWS',
    'XAWS_A',
    'JPAWSA',
  ],
  [
    'AWS-A',
    'AWS_A B',
    'AWS_A.B',
    'AWS_A[0]',
    'AWS_A[$(touch PWNED)]',
    'AWS_$(touch PWNED)',
    'AWS_A;touch PWNED',
    '-AWS_A',
    ' AWS_A',
    'AWS_A ',
    'AWS_A+',
  ],
  ['AWS_É', 'AWS_Ø', 'AWS_²', 'AWS_٣', 'AWS_ı', 'AWS_ſ', 'AWS_Ａ', 'AWS_\u212a', 'АWS_A', 'AWS_Ⅷ', 'AWS_A\u0301', ''],
].flat();

const BROKEN = [
  [
    '',
    '\n',
    'end\n',
    'jpaws/1\n',
    'jpaws/1\nend\n',
    'jpaws/1\n\nend\n',
    'jpaws/1 end\n',
    'null',
    '{}',
    '<html>\n</html>\n',
  ],
  ['jpaws/2', 'jpaws/0', 'jpaws/10', 'jpaws/1 ', ' jpaws/1', 'JPAWS/1', 'jpaws/01', 'jpaws', '\ufeffjpaws/1'].map(
    (header) => plainReply.replace('jpaws/1', header),
  ),
  [
    `warning: x\n${plainReply}`,
    `\n${plainReply}`,
    `${plainReply}\n`,
    `${plainReply}more\n`,
    `${plainReply}end\n`,
    plainReply + plainReply,
  ],
  [
    'set AWS_A=a\rb',
    'set AWS_A',
    'set AWS_A=',
    'set =x',
    'set',
    'unset',
    'unset ',
    'unset AWS_GONE=',
    'unset AWS_GONE AWS_A',
  ].map((line) => reply('set AWS_B=1', line)),
  [
    'SET AWS_A=1',
    'set  AWS_A=1',
    'set\tAWS_A=1',
    'export AWS_A=1',
    'set AWS_A =1',
    ' set AWS_A=1',
    'end',
    '# x',
    '',
    'Set AWS_A=1',
    'UNSET AWS_GONE',
  ].map((line) => reply(line, 'set AWS_B=1')),
  plainReply.replace('end\n', 'END\n'),
  plainReply.replace('end\n', 'end \n'),
].flat();

// Cut before each byte but the last line end, which not every shell can see: the reply holds multi-byte characters and a value that looks like an end.
const WHOLE = bytes.encode(reply('unset AWS_GONE', 'set AWS_A=é東end', 'set AWS_B=.0'));
const CUTS = Array.from({ length: WHOLE.length - 1 }, (_, at): Answer => ({ stdout: WHOLE.slice(0, at) }));

const ODD_LINE_ENDS = [
  plainReply.slice(0, -1),
  plainReply.replaceAll('\n', '\r\n'),
  plainReply.replaceAll('\n', '\r'),
  reply('unset AWS_GONE', 'set AWS_A=one\r', 'set AWS_B=two', 'set JPAWS_C=three'),
  plainReply.replace('end\n', 'end\r\n'),
];

const STATUSES = [1, 2, 3, 4, 5, 6, 7, 70, 126, 127, 130, 141, 143, 255];

export const refusingScenarios: readonly Scenario[] = [
  refuses('an unknown reply changes nothing', BROKEN),
  refuses('a name that is not the contract’s changes nothing', FOREIGN_NAMES.map(withName)),
  refuses(
    'a name that is not the contract’s is not removed',
    FOREIGN_NAMES.map((name) => reply('set AWS_B=1', `unset ${name}`)),
  ),
  ...['C', 'POSIX', 'C.UTF-8'].map((locale): Scenario => {
    const scenario = refuses(`a look-alike name changes nothing in the locale ${locale}`, FOREIGN_NAMES.map(withName));
    return { ...scenario, environment: { ...BEFORE, LC_ALL: locale } };
  }),
  changesNothing(
    `a reply that is cut off at any of its ${CUTS.length} bytes changes nothing`,
    CUTS,
    () => NOT_UNDERSTOOD,
  ),
  changesNothing(
    'a failing status changes nothing and is kept',
    STATUSES.map((status) => ({ status, stdout: plainReply })),
    (at) => STATUSES[at] ?? -1,
  ),
  changesNothing(
    'drift: the program’s status 3 is passed on',
    [{ status: 3, stderr: 'jpaws: load it again\n' }],
    () => 3,
  ),
  changesNothing(
    'the lines of a failure on stdout change nothing and are not shown',
    [{ status: 5, stdout: 'error PROFILE_UNKNOWN\nthere is no profile "x"\nset it up\n' }],
    () => 5,
  ),
  changesNothing(
    'a program that a signal ends changes nothing',
    [
      { stdout: plainReply, signal: 'KILL' },
      { stdout: plainReply, signal: 'TERM' },
    ],
    (at) => (at === 0 ? 137 : 143),
  ),
  {
    name: 'a NUL in a value never puts a mixture into the session',
    mayDiffer: true,
    environment: { AWS_A: 'mine' },
    answers: { it: { stdout: reply('set AWS_A=be\0fore', 'set AWS_B=2') } },
    steps: [{ do: 'jpaws', args: ['use', 'it'] }],
    // Some shells drop the byte before anything can see it: then the rest of the reply is a whole one.
    judge: ({ seen: [after] }) => {
      const old = after?.environment['AWS_A'] === 'mine';
      assert.deepEqual(after?.environment, old ? { AWS_A: 'mine' } : { AWS_A: 'before', AWS_B: '2' });
    },
  },
  {
    name: 'odd line ends are refused or leave no trace: never a mixture, never a CR in a value',
    environment: BEFORE,
    mayDiffer: true,
    answers: {
      ...Object.fromEntries(ODD_LINE_ENDS.map((stdout, at) => [String(at), { stdout }])),
      back: { stdout: BACK },
    },
    steps: ODD_LINE_ENDS.flatMap((_, at) => [
      { do: 'jpaws', args: ['use', String(at)] },
      { do: 'jpaws', args: ['use', 'back'] },
    ]),
    judge: ({ seen }) => {
      for (const { environment, status, calls } of seen) {
        if (calls[0]?.args[1] === 'back') continue;
        assert.deepEqual(environment, status === 0 ? { ...plainVariables, AWS_KEPT: 'kept' } : BEFORE);
      }
    },
  },
];

/** For the shells that can see them. */
export const lineEndScenario: Scenario = refuses('odd line ends are refused', ODD_LINE_ENDS);

/** The sharpest cases again, under a setting of the shell, which may itself change the variables that were there. */
export const refusesWith = (oddity: Oddity): Scenario => {
  const names = ['aws_a', 'AWS_a', 'AWS_É', 'AWS_ı', 'AWS_A[$(touch PWNED)]', 'PATH'].map(withName);
  const letters = [plainReply.toUpperCase(), reply('SET AWS_A=1'), plainReply.replace('end', 'END')];
  const answers = [...names, ...letters, plainReply.slice(0, -4)].map(
    (stdout, at) => [String(at), { stdout }] as const,
  );
  return {
    name: `an unknown reply changes nothing with ${oddity.name}`,
    oddity,
    environment: BEFORE,
    answers: { ...Object.fromEntries(answers), before: {} },
    steps: [
      { do: 'jpaws', args: ['list', 'before'] },
      ...answers.map(([name]): Step => ({ do: 'jpaws', args: ['use', name] })),
    ],
    judge: ({ seen: [before, ...after], files }) => {
      assert.equal(after.length, answers.length);
      for (const { environment, status, stdout, stderr } of after) {
        assert.deepEqual({ environment, status, stdout }, { environment: before?.environment, status: 3, stdout: '' });
        assert.match(stderr, /nothing was changed/);
        assert.doesNotMatch(stderr, /SECRET/);
      }
      assert.deepEqual(files, []);
    },
  };
};
