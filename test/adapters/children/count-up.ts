// node count-up.ts FOLDER TIMES SILENCE-MS [unlocked]: adds one to FOLDER/counter under the lock, TIMES times, and appends a byte
// to FOLDER/log-PID for each. Between reading and writing it waits, so that two at once would lose a count.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClock } from '../../../src/adapters/clock.ts';
import { createFiles } from '../../../src/adapters/files.ts';
import { createLock } from '../../../src/adapters/lock.ts';
import { milliseconds } from '../../../src/domain/units.ts';

const [folder = '', times = '1', silence = '10000', unlocked] = process.argv.slice(2);
const clock = createClock();
const lock = createLock({
  folder: unlocked === undefined ? join(folder, 'locks') : undefined,
  clock,
  silence: milliseconds(Number(silence)),
});
const files = createFiles();
const counter = join(folder, 'counter');

for (let round = 0; round < Number(times); round += 1) {
  await lock.hold('test', async (held) => {
    const before = Number(files.read(counter));
    await clock.sleep(milliseconds(3));
    if (!held.isHeld()) return;
    files.write(counter, String(before + 1));
    appendFileSync(join(folder, `log-${process.pid}`), '+');
  });
}
