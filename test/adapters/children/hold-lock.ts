// node hold-lock.ts FOLDER SILENCE-MS [exit|throw|MS]: takes the lock, says "inside", keeps it until a byte comes on
// stdin (or MS have passed), and says whether it still holds it. `exit` and `throw` end it that way instead.
import { once } from 'node:events';
import { createClock } from '../../../src/adapters/clock.ts';
import { createLock } from '../../../src/adapters/lock.ts';
import { milliseconds } from '../../../src/domain/units.ts';

const [folder = '', silence = '10000', end = ''] = process.argv.slice(2);
const clock = createClock();
const lock = createLock({ folder, clock, silence: milliseconds(Number(silence)) });

await lock.hold('test', async (held) => {
  console.log('inside');
  if (end === 'exit') process.exit(0);
  if (end === 'throw') throw new Error('thrown on purpose');
  if (end === '') await once(process.stdin, 'data');
  else await clock.sleep(milliseconds(Number(end)));
  console.log(held.isHeld() ? 'still held' : 'lost');
});
process.exit(0);
