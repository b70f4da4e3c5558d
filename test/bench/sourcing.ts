// `npm run bench`: how long each shell needs to load its integration, over an empty file.
import { loadDrivers } from '../contract/drivers/index.ts';

const ROUNDS = 100;

console.log(`sourcing, median of ${ROUNDS} interactive sessions in turns with an empty file\n`);
for (const { id, missing, sourcing } of await loadDrivers()) {
  if (sourcing === undefined || missing() !== undefined) continue;
  const { ms, ratio } = await sourcing(ROUNDS);
  console.log(`${id.padEnd(12)}${ms.toFixed(2).padStart(6)} ms  ×${ratio.toFixed(2)}`);
}
