import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepShellNote, type Sourcing } from '../../src/build/shell-runs.ts';
import { loadDrivers } from './drivers/index.ts';

/** Milliseconds over an empty file, for the shells in which people live. The one script of all the others may fork. */
const MOST_MS: Readonly<Record<string, number>> = { bash: 2, zsh: 2, fish: 2 };
const MOST_ELSEWHERE_MS = 20;
const ROUNDS = 25;
/** A busy machine can only make it look slower. */
const ATTEMPTS = 4;

for (const { id, missing, sourcing } of await loadDrivers()) {
  if (sourcing === undefined) continue;
  const most = MOST_MS[id] ?? MOST_ELSEWHERE_MS;

  test(`sourcing the integration of ${id} takes at most ${most} ms`, { skip: missing() ?? false }, async () => {
    const seen: Sourcing[] = [];
    do seen.push(await sourcing(ROUNDS));
    while (seen.length < ATTEMPTS && seen.every(({ ms }) => ms > most));
    const best = seen.toSorted((one, other) => one.ms - other.ms)[0];
    assert.ok(best);
    keepShellNote({ shell: id, sourcing: best }, 'sourcing');
    assert.ok(best.ms <= most, `it took ${seen.map(({ ms }) => ms.toFixed(2)).join(', ')} ms`);
  });
}
