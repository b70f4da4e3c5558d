import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parse } from 'smol-toml';
import { activate } from '../src/domain/env-change.ts';
import { Secret } from '../src/domain/secret.ts';
import { instant } from '../src/domain/units.ts';
import { skipWithoutEngine } from './powershell/engine.ts';
import { runSession } from './powershell/session.ts';

const page = readFileSync(new URL('../docs/prompt.md', import.meta.url), 'utf8');

/** The code of that language below a heading of the page, its blocks in one text. */
function codeBelow(heading: string, language: string): string {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
  assert.ok(blocks.length > 0, `${heading} has no ${language}`);
  return blocks.map(([, code]) => code).join('');
}

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;
const MINUTES = 52;
const inTime = (): string => String(Math.floor(Date.now() / 1000) + MINUTES * 60 + 30);
const ODD = 'a%F{red}b%n $(touch PWNED) `touch PWNED` \\w \\u ${HOME} %(?.x.y)';

interface Segment {
  readonly heading: string;
  readonly language: string;
  /** The shell, and what stands in for the framework in front of the page's code. */
  readonly shell: readonly string[];
  readonly double?: string;
  /** Shows the prompt. */
  readonly show: string;
}

/** Lines that fail in versions without the clock that the page names. */
const CLOCKS: Readonly<Record<string, string>> = {
  bash: 'test -n "$EPOCHSECONDS"',
  zsh: 'zmodload zsh/datetime',
  fish: 'path mtime -R /',
};

const segments: readonly Segment[] = [
  {
    heading: 'powerlevel10k',
    language: 'zsh',
    shell: ['zsh', '-f'],
    // `p10k segment` shows its text with prompt expansion, and nothing else of its arguments here.
    double: `zmodload zsh/datetime; POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(status)
      function p10k { [[ $1 == segment && $2 == -f && $4 == -t ]] && print -rnP -- "<$5>"; }`,
    show: 'for part in $POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS[2,-1]; do prompt_$part; done',
  },
  {
    heading: 'tide',
    language: 'fish',
    shell: ['fish', '--no-config'],
    double: `function tide; end
      set -g tide_right_prompt_items status
      function _tide_print_item -a item; echo -ns '<' $argv[2..] '>'; end`,
    show: 'for part in $tide_right_prompt_items[2..]; _tide_item_$part; end',
  },
  {
    heading: 'bash, zsh and fish alone',
    language: 'bash',
    shell: ['bash', '--norc'],
    double: "PS1='end'",
    show: 'printf %s "${PS1@P}"',
  },
  {
    heading: 'bash, zsh and fish alone',
    language: 'zsh',
    shell: ['zsh', '-f'],
    double: "PROMPT='end'",
    show: 'print -rnP -- "$PROMPT"',
  },
  { heading: 'bash, zsh and fish alone', language: 'fish', shell: ['fish', '--no-config'], show: 'fish_right_prompt' },
];

interface Shown {
  readonly stdout: string;
  readonly stderr: string;
  /** What the shell left in its folder. */
  readonly left: readonly string[];
  /** Lines of processes that the shell started; undefined where they cannot be seen. */
  readonly started: readonly string[] | undefined;
}

function show({ heading, language, shell, double = '', show: line }: Segment, env: Record<string, string>): Shown {
  const [folder, home] = [mkdtempSync(join(tmpdir(), 'jpaws-prompt-')), mkdtempSync(join(tmpdir(), 'jpaws-home-'))];
  after(() => [folder, home].forEach((path) => rmSync(path, { recursive: true, force: true })));
  const [script, trace] = [join(home, 'script'), join(home, 'trace')];
  writeFileSync(script, `${double}\n${codeBelow(heading, language)}\n${line}\n`);
  const words = [...shell, script];
  const strace = ['strace', '-f', '-qq', '-e', 'trace=execve,fork,vfork,clone,clone3', '-o', trace];
  const [program = '', ...args] = canTrace ? [...strace, ...words] : words;
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C.UTF-8', ...env },
    encoding: 'utf8',
  });
  const calls = canTrace ? readFileSync(trace, 'utf8').split('\n') : undefined;
  // The first is the shell itself; threads are no processes.
  const started = calls?.filter((call) => /\b(?:execve|fork|vfork|clone3?)\(/.test(call) && !/CLONE_THREAD/.test(call));
  return { stdout, stderr, left: readdirSync(folder), started: started?.slice(1) };
}

for (const segment of segments) {
  const [program = '', ...words] = segment.shell;
  const isMissing =
    spawnSync(program, [...words, '-c', CLOCKS[segment.language] ?? ':'], { stdio: 'ignore' }).status !== 0;
  const skip = isMissing ? `there is no ${program} here that has a clock` : false;

  describe(`the ${segment.language} example of "${segment.heading}"`, { skip }, () => {
    test('shows the profile and the minutes left, and starts no process', () => {
      const { stdout, stderr, started } = show(segment, { JPAWS_PROFILE: 'koa-dev', JPAWS_EXPIRES: inTime() });
      assert.match(stdout, new RegExp(`koa-dev ${MINUTES} min`));
      assert.equal(stderr, '');
      assert.deepEqual(started ?? [], []);
    });

    test('shows nothing when no profile is active', () => {
      const { stdout, stderr } = show(segment, {});
      assert.equal(stdout.replace(/end$/, ''), '');
      assert.equal(stderr, '');
    });

    test('shows an odd name as it is, and runs nothing of it', () => {
      const { stdout, stderr, left } = show(segment, { JPAWS_PROFILE: ODD, JPAWS_EXPIRES: inTime() });
      assert.ok(stdout.includes(`${ODD} ${MINUTES} min`), stdout);
      assert.equal(stderr, '');
      assert.deepEqual(left, []);
    });

    test('lets no control character of a name through, and runs nothing of a time that is none', () => {
      const env = { JPAWS_PROFILE: 'a\u001b[31mb\u0007', JPAWS_EXPIRES: 'x[$(touch PWNED)]' };
      const { stdout, left } = show(segment, env);
      // eslint-disable-next-line no-control-regex -- exactly these must not be there
      assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f]/);
      assert.match(stdout, /\[31mb/);
      assert.deepEqual(left, []);
    });

    test('counts no minutes below none', () => {
      const { stdout } = show(segment, { JPAWS_PROFILE: 'koa-dev', JPAWS_EXPIRES: '1000' });
      assert.match(stdout, segment.heading.startsWith('bash') && segment.language !== 'fish' ? /-\d+ min/ : / 0 min/);
    });
  });
}

test('a process that a prompt starts would be seen', { skip: canTrace ? false : 'strace cannot be used' }, () => {
  const [, , bash] = segments;
  assert.ok(bash);
  assert.equal(show({ ...bash, show: 'printf %s "$(:)"' }, {}).started?.length, 1);
});

test('the posh-git example shows the profile and the minutes left', skipWithoutEngine(), async () => {
  // posh-git expands its texts with ExpandString, as here.
  const script = `
    $GitPromptSettings = @{ DefaultPromptBeforeSuffix = @{ Text = '' } }
    ${codeBelow('posh-git', 'powershell')}
    function Show { $ExecutionContext.InvokeCommand.ExpandString($GitPromptSettings.DefaultPromptBeforeSuffix.Text) }
    "<$(Show)>"
    $env:JPAWS_EXPIRES = '${inTime()}'; $env:JPAWS_PROFILE = 'koa-dev'
    "<$(Show)>"
    $env:JPAWS_PROFILE = 'a$(throw) \`x "' + [char]27 + '[31m'
    "<$(Show)>"
    $env:JPAWS_EXPIRES = '1000'
    "<$(Show)>"`;
  const { lines, stderr } = await runSession({ script });
  assert.equal(stderr, '');
  const odd = 'a$(throw) `x "[31m';
  assert.deepEqual(lines, ['<>', `< [koa-dev ${MINUTES} min]>`, `< [${odd} ${MINUTES} min]>`, `< [${odd} 0 min]>`]);
});

test('the starship example is TOML whose modules and variables are there', () => {
  const settings = parse(codeBelow('starship', 'toml'));
  assert.deepEqual(Object.keys(settings), ['env_var', 'aws']);
  assert.deepEqual(Object.keys(settings['env_var'] as object), ['JPAWS_PROFILE']);
});

test('the oh-my-posh example is JSON of one segment whose template closes what it opens', () => {
  const segment = JSON.parse(codeBelow('oh-my-posh', 'json')) as Record<string, string>;
  const template = segment['template'] ?? '';
  assert.equal(segment['type'], 'text');
  const count = (pattern: RegExp): number => [...template.matchAll(pattern)].length;
  assert.equal(count(/\{\{ if /g), count(/\{\{ end \}\}/g));
  assert.equal(count(/\{\{/g), count(/\}\}/g));
  assert.equal(count(/\(/g), count(/\)/g));
});

test('the page names only variables that `use` sets', () => {
  const set = activate(
    {},
    {
      mode: 'keys',
      profile: 'p',
      region: 'eu-west-1',
      accountId: '123456789012',
      roleName: 'r',
      credentials: {
        accessKeyId: 'A',
        secretAccessKey: new Secret('s'),
        sessionToken: new Secret('t'),
        expiration: instant(1),
      },
      renewAt: instant(1),
    },
  ).change.set.map(([name]) => name);
  const named = new Set([...page.matchAll(/\b(?:AWS|JPAWS)_[A-Z_]+\b/g)].map(([name]) => name));
  assert.ok(named.size >= 5);
  const known = new Set([...set, 'AWS_PROFILE']);
  assert.deepEqual(
    [...named].filter((name) => !known.has(name)),
    [],
  );
});
