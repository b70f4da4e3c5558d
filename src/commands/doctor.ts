import { defineCommand } from '../cli/command.ts';
import { cleanText } from '../domain/clean-text.ts';
import type { Style } from '../domain/style.ts';
import { examine, worstOf } from '../flows/doctor/examine.ts';
import type { Finding, FindingState } from '../flows/doctor/finding.ts';
import { callingShell, shellOfPerson } from '../shells/load-advice.ts';
import { startUpShell } from '../shells/start-up-shell.ts';

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Find what is wrong with the set-up, each finding with its fix',
  examples: [
    ['jpaws doctor', 'the program, this shell, its start-up file, the AWS files and caches, the variables'],
    ['jpaws doctor --json', 'for programs; the exit code says the worst'],
  ],
  positionals: [],
  options: { json: { type: 'boolean', describes: 'JSON' } },
  run: async (_args, world) => {
    const { env, version } = world.machine;
    const calling = callingShell(env);
    const shell = shellOfPerson(env, await world.programs.parentName());
    const findings = await examine({ world, shell: shell && startUpShell(shell), integration: calling?.version });
    const exitCode = worstOf(findings);
    return {
      kind: 'report',
      json: {
        version,
        program: await world.programs.own(),
        shell: shell?.id ?? null,
        integration: calling?.version ?? null,
        checks: findings.map(({ id, state, says, fix }) => ({ id, state, says, fix: fix ?? null })),
        exitCode,
      },
      text: (style) => findings.map((finding) => textOf(finding, style)).join(''),
      exitCode,
    };
  },
});

const WIDTH = 'warning'.length;

function textOf({ state, says, fix }: Finding, style: Style): string {
  const looks: Readonly<Record<FindingState, (text: string) => string>> = {
    ok: style.green,
    warning: style.yellow,
    error: style.red,
  };
  const line = `${looks[state](state.padEnd(WIDTH))}  ${cleanText(says)}\n`;
  return fix === undefined ? line : `${line}${' '.repeat(WIDTH + 2)}${style.bold(cleanText(fix))}\n`;
}
