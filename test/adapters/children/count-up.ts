// node count-up.ts FOLDER TIMES SILENCE-MS: adds one to FOLDER/counter under the lock, TIMES times, and appends a byte
// to FOLDER/log-PID for each. Between reading and writing it waits, so that two at once would lose a count.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClock } from '../../../src/adapters/clock.ts';
import { createLock } from '../../../src/adapters/lock.ts';
import { milliseconds } from '../../../src/domain/units.ts';

const [folder = '', times = '1', silence = '10000'] = process.argv.slice(2);
const clock = createClock();
const lock = createLock({ folder: join(folder, 'locks'), clock, silence: milliseconds(Number(silence)) });
const counter = join(folder, 'counter');

for (let round = 0; round < Number(times); round += 1) {
  await lock.hold('counter', async (held) => {
    const before = Number(readFileSync(counter, 'utf8'));
    await clock.sleep(milliseconds(3));
    if (!held.isHeld()) return;
    writeFileSync(counter, String(before + 1));
    appendFileSync(join(folder, `log-${process.pid}`), '+');
  });
}
