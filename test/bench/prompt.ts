// `npm run bench`: what a prompt costs while there is time, over a loop that does nothing.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellTable, type ShellRow } from '../../src/shells/table.ts';
import { buildStage, renderedScript, type Stage } from '../contract/stage.ts';

const CALLS = 2000;
const ROUNDS = 9;
const HOOK = '__jpaws_prompt';

/** A loop in the language of the family; the shells of this bench have a hook that can be called by its name. */
const loops: Readonly<Record<string, (body: string) => string>> = {
  bash: (body) => `i=0; while [ $i -lt ${CALLS} ]; do ${body}; i=$((i + 1)); done`,
  zsh: (body) => `i=0; while [ $i -lt ${CALLS} ]; do ${body}; i=$((i + 1)); done`,
  fish: (body) => `for i in (seq ${CALLS}); ${body}; end`,
};

/** Milliseconds of a session that loads the integration and runs the line. */
function timeOf(row: ShellRow, stage: Stage, { line, env }: { line: string; env: Readonly<Record<string, string>> }) {
  const start = process.hrtime.bigint();
  const words = [...row.bareArguments, '-c', `. '${join(stage.folder, row.script)}'; ${line}`];
  const { status } = spawnSync(row.program, words, { cwd: stage.work, env: { ...stage.environment, ...env } });
  if (status !== 0) throw new Error(`${row.id} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

/** Microseconds of one call of the hook: both loops in turns, so that a busy moment falls on both. */
function hookCost(row: ShellRow, stage: Stage, env: Readonly<Record<string, string>>): number {
  const loop = loops[row.id] ?? ((body: string) => body);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const [full, empty] = [HOOK, 'true'].map((body) => timeOf(row, stage, { line: loop(body), env }));
    return (full ?? 0) - (empty ?? 0);
  });
  return (median(rounds) * 1000) / CALLS;
}

console.log(`\nthe prompt's hook, µs a prompt (median of ${ROUNDS} rounds of ${CALLS} calls)\n`);
console.log(`${''.padEnd(12)}${'no profile'.padStart(12)}${'there is time'.padStart(16)}`);
for (const row of shellTable.filter(({ id }) => Object.hasOwn(loops, id))) {
  if (spawnSync(row.program, ['-c', 'true']).status !== 0) continue;
  const stage = buildStage({});
  writeFileSync(join(stage.folder, row.script), renderedScript(row.script));
  const costs = [hookCost(row, stage, {}), hookCost(row, stage, { JPAWS_RENEW_AT: '99999999999' })];
  stage.remove();
  console.log(`${row.id.padEnd(12)}${costs.map((cost, at) => cost.toFixed(1).padStart(at === 0 ? 12 : 16)).join('')}`);
}
