import assert from 'node:assert/strict';
import type { Answer, Oddity, Report, Scenario, ShellDriver, Step } from '../driver.ts';
import { reply } from '../replies.ts';

/** Epoch seconds that every clock has reached, and that none of our days reaches; more digits are no time. */
const DUE = '5';
const LATER = '99999999999';

const renewal = { __renew: { stdout: reply('set AWS_A=new', `set JPAWS_RENEW_AT=${LATER}`) } };
const RENEWED = { AWS_A: 'new', JPAWS_RENEW_AT: LATER };
const CALL = { args: ['__renew'], contract: '1' };

const prompt: Step = { do: 'prompt' };
const due: Step = { do: 'set', name: 'JPAWS_RENEW_AT', value: DUE };
const setTo = (value: string): Step => ({ do: 'set', name: 'JPAWS_RENEW_AT', value });

const statuses = ({ seen }: Report): readonly number[] => seen.map(({ status }) => status);
const outputs = ({ seen }: Report): readonly string[] => seen.map(({ stdout, stderr }) => stdout + stderr);
const calls = ({ seen }: Report): readonly number[] => seen.map((observation) => observation.calls.length);

/** Texts that are no time of the program: looked at, and nothing else is done with them. */
const NO_TIMES = [
  '',
  ' 5',
  '-5',
  '+5',
  '5.0',
  '0x5',
  '5e0',
  'soon',
  '1000000000000',
  'a[$(touch PWNED)]',
  '$(touch P)',
];

const quietly = {
  name: 'when the time has come the prompt renews: one call, applied, and not a word',
  environment: { JPAWS_RENEW_AT: DUE, AWS_A: 'old' },
  answers: renewal,
  steps: [prompt, prompt],
  judge: (report) => {
    const [first] = report.seen;
    assert.deepEqual(first, { status: 0, stdout: '', stderr: '', environment: RENEWED, calls: [CALL] });
    assert.deepEqual(calls(report), [1, 0]);
    assert.deepEqual([report.transcript, report.files], ['', []]);
  },
} satisfies Scenario;

/** Statuses before two prompts, and what they must be after: the driver may not be able to see them. */
const withStatus = (driver: ShellDriver, report: Report, expected: readonly number[]): void => {
  if (driver.prompts?.showsStatus === true) assert.deepEqual(statuses(report), expected);
};

interface Failure {
  readonly name: string;
  readonly answer: Answer;
  readonly says: RegExp;
}

const FAILURES: readonly Failure[] = [
  {
    name: 'a contract of another version',
    answer: { status: 3, stderr: 'another version\n' },
    says: /^another version\n$/,
  },
  {
    name: 'a reply that was cut off',
    answer: { stdout: reply('set AWS_A=x').slice(0, -4) },
    says: /^jpaws: the reply [^\n]*\n$/,
  },
  { name: 'a foreign reply', answer: { stdout: 'set AWS_A=x\n' }, says: /^jpaws: the reply [^\n]*\n$/ },
];

const failsWith = (driver: ShellDriver, { name, answer, says }: Failure): Scenario => ({
  name: `a renewal with ${name} applies nothing, keeps the last status, and ends the renewing`,
  environment: { JPAWS_RENEW_AT: DUE, AWS_A: 'old' },
  answers: { __renew: answer },
  steps: [{ do: 'prompt', status: 3 }, prompt, due, prompt],
  judge: (report) => {
    assert.deepEqual(calls(report), [1, 0, 0]);
    const environments = report.seen.map(({ environment }) => environment);
    assert.deepEqual(environments, [{ AWS_A: 'old' }, { AWS_A: 'old' }, { JPAWS_RENEW_AT: DUE, AWS_A: 'old' }]);
    assert.ok(report.seen.every(({ stdout }) => stdout === ''));
    withStatus(driver, report, [3, 0, 0]);
    const [first = '', ...others] = outputs(report);
    assert.match(first, says);
    assert.deepEqual(others, ['', '']);
  },
});

const afterACrash = (driver: ShellDriver): Scenario => ({
  name: 'a renewal that is killed applies nothing, keeps the last status, and is not tried again at once',
  environment: { JPAWS_RENEW_AT: DUE, AWS_A: 'old' },
  answers: { __renew: { stdout: reply('set AWS_A=x'), signal: 'TERM' } },
  steps: [{ do: 'prompt', status: 3 }, prompt],
  mayDiffer: true,
  judge: (report) => {
    assert.deepEqual(calls(report), [1, 0]);
    for (const { environment } of report.seen) assert.deepEqual(environment, { JPAWS_RENEW_AT: DUE, AWS_A: 'old' });
    withStatus(driver, report, [3, 0]);
    // The shell itself may tell of the signal.
    assert.match(outputs(report).join(''), /^[^\n]*\n?$/);
  },
});

const whileThereIsTime = (driver: ShellDriver): Scenario => ({
  name: 'while there is time the prompt runs nothing; the control does',
  environment: { JPAWS_RENEW_AT: LATER },
  answers: renewal,
  steps: [prompt, { do: 'prompt', status: 3 }, { do: 'unset', name: 'JPAWS_RENEW_AT' }, prompt, due, prompt],
  judge: (report) => {
    assert.deepEqual(calls(report), [0, 0, 0, 1]);
    assert.deepEqual(outputs(report), ['', '', '', '']);
    withStatus(driver, report, [0, 3, 0, 0]);
    assert.deepEqual(report.files, []);
  },
});

const overARenewal = (driver: ShellDriver): Scenario => ({
  name: 'the last status is kept over a renewal',
  environment: { JPAWS_RENEW_AT: DUE },
  answers: renewal,
  steps: [{ do: 'prompt', status: 3 }],
  judge: (report) => {
    assert.deepEqual(report.seen[0]?.environment, RENEWED);
    withStatus(driver, report, [3]);
  },
});

const withoutTheProgram = (driver: ShellDriver): Scenario => ({
  name: 'a prompt without the program says so once, and stops asking',
  environment: { JPAWS_RENEW_AT: DUE },
  answers: renewal,
  steps: [{ do: 'set', name: 'PATH', value: '/nowhere:/usr/bin:/bin' }, { do: 'prompt', status: 3 }, prompt],
  mayDiffer: true,
  judge: (report) => {
    assert.deepEqual(calls(report), [0, 0]);
    const [said = '', later] = outputs(report);
    assert.match(said, /^jpaws: the program[^\n]+\n$/);
    assert.equal(later, '');
    assert.equal(report.seen[0]?.environment['JPAWS_RENEW_AT'], undefined);
    withStatus(driver, report, [3, 0]);
  },
});

const theTimeIs: readonly Scenario[] = [
  quietly,
  {
    name: 'a text that is no time is left alone, and a time with zeros in front is one',
    answers: renewal,
    steps: [...NO_TIMES.flatMap((text) => [setTo(text), prompt]), setTo('000000000009'), prompt],
    judge: (report) => {
      assert.deepEqual(calls(report), [...NO_TIMES.map(() => 0), 1]);
      assert.equal(outputs(report).join(''), '');
      assert.deepEqual([report.transcript, report.files], ['', []]);
    },
  },
  {
    name: 'what the program says of a renewal that it cannot do is shown, and its later time is taken',
    environment: { JPAWS_RENEW_AT: DUE, AWS_A: 'old' },
    answers: { __renew: { stdout: reply(`set JPAWS_RENEW_AT=${LATER}`), stderr: 'not renewed\n' } },
    steps: [prompt, prompt],
    judge: (report) => {
      assert.deepEqual(
        [calls(report), outputs(report)],
        [
          [1, 0],
          ['not renewed\n', ''],
        ],
      );
      assert.deepEqual(report.seen[0]?.environment, { JPAWS_RENEW_AT: LATER, AWS_A: 'old' });
    },
  },
  {
    name: 'what was typed ahead is not eaten by the renewal',
    environment: { JPAWS_RENEW_AT: DUE },
    answers: { __renew: { ...renewal.__renew, echoesStdin: true } },
    steps: [{ do: 'prompt', stdin: 'typed ahead\n' }],
    judge: ({ seen }) => assert.deepEqual(seen[0]?.environment, RENEWED),
  },
  {
    name: 'after use and clear the prompt does what the program said last',
    answers: {
      it: { stdout: reply('set AWS_A=old', `set JPAWS_RENEW_AT=${DUE}`) },
      clear: { stdout: reply('unset AWS_A', 'unset JPAWS_RENEW_AT') },
      ...renewal,
    },
    steps: [{ do: 'jpaws', args: ['use', 'it'] }, prompt, { do: 'jpaws', args: ['clear'] }, prompt],
    judge: (report) => {
      assert.deepEqual(calls(report), [1, 1, 1, 0]);
      assert.deepEqual([report.seen[1]?.environment, report.seen[3]?.environment], [RENEWED, {}]);
    },
  },
];

const renewsWith = (oddity: Oddity): Scenario => ({
  name: `the prompt renews with ${oddity.name}`,
  oddity,
  environment: { JPAWS_RENEW_AT: DUE, AWS_A: 'old' },
  answers: renewal,
  steps: [prompt, prompt],
  judge: (report) => {
    for (const { environment } of report.seen) assert.deepEqual({ ...environment, ...RENEWED }, environment);
    assert.deepEqual(
      [calls(report), outputs(report), statuses(report)],
      [
        [1, 0],
        ['', ''],
        [0, 0],
      ],
    );
    assert.deepEqual(report.files, []);
  },
});

const SECRET = { __renew: { stdout: reply('set AWS_A=SECRET-new', `set JPAWS_RENEW_AT=${LATER}`) } };

const showsNoSecret = (oddity: Oddity): Scenario => ({
  name: `${oddity.name} shows no secret of a renewal and is still on afterwards`,
  oddity,
  environment: { JPAWS_RENEW_AT: DUE },
  answers: SECRET,
  steps: [prompt, { do: 'set', name: 'AWS_D', value: 'shown-after' }],
  judge: ({ seen, transcript }) => {
    assert.equal(seen[0]?.environment['AWS_A'], 'SECRET-new');
    // After `set +x` in a function mksh sends traces to where `2>FILE` of that call led.
    const everything = transcript + seen.map(({ stdout, stderr }) => stdout + stderr).join('');
    assert.doesNotMatch(everything, /SECRET-/);
    assert.match(everything, /shown-after/);
  },
});

/** What a shell's prompt does, for drivers that run the step `prompt`. */
export const renewingScenarios = (driver: ShellDriver): readonly Scenario[] =>
  driver.prompts === undefined
    ? []
    : [
        ...theTimeIs,
        whileThereIsTime(driver),
        overARenewal(driver),
        withoutTheProgram(driver),
        afterACrash(driver),
        ...FAILURES.map((failure) => failsWith(driver, failure)),
        ...driver.oddities.map(renewsWith),
        ...driver.tracings.map(showsNoSecret),
      ];

/** Every call of the program tells which shell makes it, and the session keeps nothing of that. */
export const tellsItsShell = (driver: ShellDriver): Scenario => ({
  name: 'the program is told which shell calls it, captured or passed through, and the session is not',
  environment: { JPAWS_RENEW_AT: DUE },
  answers: { it: { stdout: reply('set AWS_A=one') }, list: { stdout: 'a list\n' }, ...renewal },
  steps: [
    { do: 'jpaws', args: ['use', 'it'] },
    { do: 'jpaws', args: ['list'] },
    ...(driver.prompts === undefined ? [] : [prompt]),
  ],
  judge: ({ seen, shells }) => {
    assert.deepEqual(
      shells,
      seen.map(() => `${driver.id}/0.1.0`),
    );
    for (const { environment } of seen) assert.equal(environment['JPAWS_SHELL'], undefined);
  },
});
