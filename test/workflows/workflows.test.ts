import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { steps as buildSteps } from '../../src/build/steps.ts';
import { emptyFolder } from '../binary/packed.ts';
import { problemsIn } from './problems.ts';
import { type Job, secretsIn, type Step, type Workflow } from './workflow.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);
const workflows = new Map(files.map((file) => [file, parse(read(file)) as Workflow] as const));
const jobs: readonly Job[] = [...workflows.values()].flatMap((workflow) => Object.values(workflow.jobs));
const everyStep: readonly Step[] = jobs.flatMap(({ steps }) => steps);
const scripts = everyStep.map(({ run }) => run ?? '').join('\n');

for (const file of files) {
  test(`${file} keeps the rules`, () => assert.deepEqual(problemsIn(read(file)), []));
}

const good = `on: { push: {} }
permissions: {}
concurrency: x
jobs:
  a:
    runs-on: x
    timeout-minutes: 1
    permissions: { contents: read }
    outputs: { o: x }
    strategy: { matrix: { include: [{ t: one }] } }
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with: { persist-credentials: false }
      - run: echo "$REF"
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        with: { name: 'of-\${{ matrix.t }}' }
  b:
    needs: a
    runs-on: x
    timeout-minutes: 1
    environment: e
    permissions: { contents: write }
    steps:
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with: { name: of-one }
      - run: publish
        env: { KEY: '\${{ secrets.KEY }}', O: '\${{ needs.a.outputs.o }}' }
`;

test('the rules have nothing against a good workflow', () => assert.deepEqual(problemsIn(good), []));

const wrongs: readonly (readonly [string, string, RegExp])[] = [
  ['push: {}', 'pull_request_target: {}', /runs on pull_request_target/],
  ['permissions: {}', 'permissions: { contents: write }', /permissions of its own/],
  ['concurrency: x', 'name: x', /disturb/],
  ['timeout-minutes: 1', 'name: x', /a has no time limit/],
  ['permissions: { contents: read }', 'name: x', /a does not say its permissions/],
  ['checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2', 'checkout@v6', /not pinned/],
  [' # v6.0.2', '', /does not name its version/],
  ['{ persist-credentials: false }', '{}', /leaves the token/],
  ['echo "$REF"', 'echo "${{ github.ref_name }}"', /expression stands in a script/],
  ['- run: publish', '- run: npm ci && publish', /gives KEY to a machine that runs packages' code/],
  ['- run: publish', '- run: npm ci && publish', /runs packages' code with the right to write/],
  ['environment: e', 'name: e', /outside an environment/],
  ['{ name: of-one }', "{ name: of-one, token: '${{ secrets.KEY }}' }", /beyond env/],
  ['needs: a', 'needs: c', /needs c, which does not exist/],
  ['needs.a.outputs.o', 'needs.a.outputs.p', /which nobody gives/],
  ['{ t: one }', '{ u: one }', /matrix\.t, which not every row has/],
  ['name: of-one', 'name: of-two', /downloads of-two, which nobody uploads/],
];

for (const [from, to, problem] of wrongs) {
  test(`the rules see "${to}" in place of "${from}"`, () => {
    assert.ok(good.includes(from));
    assert.match(problemsIn(good.replace(from, () => to)).join('\n'), problem);
  });
}

/** GitHub's parser imports JSON in a way that Node does not take: it is bundled first. */
async function errorsByGithub(t: TestContext, paths: readonly string[]): Promise<readonly string[]> {
  const outfile = join(emptyFolder(t), 'github-errors.cjs');
  const entry = join(import.meta.dirname, 'children', 'github-errors.ts');
  await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' });
  return JSON.parse(execFileSync(process.execPath, [outfile, ...paths], { encoding: 'utf8' })) as readonly string[];
}

test("GitHub's own parser has nothing against the workflows", async (t) => {
  assert.deepEqual(
    await errorsByGithub(
      t,
      files.map((file) => join(root, file)),
    ),
    [],
  );
  const wrong = join(emptyFolder(t), 'wrong.yml');
  writeFileSync(wrong, good.replace('- run: echo', '- wrong: echo').replace('matrix.t', 'matrx.t'));
  const errors = (await errorsByGithub(t, [wrong])).join('\n');
  for (const problem of [/Unexpected value 'wrong'/, /Unrecognized named-value: 'matrx'/])
    assert.match(errors, problem);
});

test('an action has one commit in all workflows', () => {
  const pins = new Set(everyStep.flatMap(({ uses }) => (uses === undefined ? [] : [uses])));
  const names = [...pins].map((pin) => pin.split('@')[0]);
  assert.equal(new Set(names).size, names.length, [...pins].join(' '));
});

test('the npm scripts, build steps and files that workflows call are there', () => {
  const { scripts: known } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [, name = ''] of scripts.matchAll(/npm (?:run )?(?!ci\b|run\b)([\w-]+)/g)) assert.ok(name in known, name);
  for (const [, name = ''] of scripts.matchAll(/node build\.mjs ([\w-]+)/g)) assert.ok(name in buildSteps, name);
  const paths = [...scripts.matchAll(/(?<![\w/.])((?:\.ci|\.github|test|shells)\/[\w./-]+)/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(paths.length >= 3);
  for (const path of paths) assert.ok(existsSync(join(root, path)), path);
  const called = paths.filter((path) => path.endsWith('.sh') || path.startsWith('.ci/'));
  for (const path of called) accessSync(join(root, path), constants.X_OK);
});

test('docs/releasing.md names every secret and every environment that the workflows take, and no other', () => {
  const docs = read('docs/releasing.md');
  const rows = [...docs.matchAll(/^\| `([A-Z][A-Z_]+)` \| `(\w+)` \|/gm)].map(
    ([, secret, place]) => `${secret} ${place}`,
  );
  const taken = jobs.flatMap((job) => secretsIn(job).map((secret) => `${secret} ${job.environment}`));
  assert.deepEqual([...rows].sort(), [...new Set(taken)].sort());
  for (const { environment } of jobs) if (environment !== undefined) assert.ok(docs.includes(`\`${environment}\``));
});

const lintersRequired = process.env['JPAWS_REQUIRE_LINTERS'] === '1';
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

test(
  'shellcheck has nothing against the scripts in the workflows and beside them',
  { skip: hasShellcheck || lintersRequired ? false : 'shellcheck is not installed' },
  () => {
    const check = (text: string): string =>
      spawnSync('shellcheck', ['--shell=bash', '-'], { input: text, encoding: 'utf8' }).stdout;
    const inBash = jobs.flatMap(({ defaults, steps }) =>
      steps.filter(({ run, shell }) => run !== undefined && (shell ?? defaults?.run?.shell ?? 'bash') === 'bash'),
    );
    assert.ok(inBash.length > 5);
    for (const { run = '' } of inBash) assert.equal(check(run), '');
    assert.equal(check(read('.github/sign/macos.sh')), '');
    assert.notEqual(check('echo $1'), '', 'the control');
  },
);
