/**
 * A browser for BROWSER: `node browser.ts FOLDER MODE ADDRESS`. Notes in a file of FOLDER how it was started, then acts
 * by MODE: `follow` goes to the address and on to where it leads; `linger` does so and runs on for 30 seconds;
 * `look` does nothing more.
 */
import { readFileSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [, , folder = '', mode, ...given] = process.argv;

// The fields after the name, which stands in brackets: state, parent, group, session (proc_pid_stat(5)).
const session = (): number => Number(readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ')[3]);
const stream = (fd: number): string => readlinkSync(`/proc/self/fd/${fd}`);

const isLinux = process.platform === 'linux';
const note = {
  given,
  pid: process.pid,
  session: isLinux ? session() : process.pid,
  streams: isLinux ? [0, 1, 2].map(stream) : [],
  env: process.env,
};
writeFileSync(join(folder, `.${process.pid}`), JSON.stringify(note));
renameSync(join(folder, `.${process.pid}`), join(folder, `browser-${process.pid}.json`));

if (mode !== 'look') await fetch(given.at(-1) ?? '').then((answer) => answer.text());
if (mode === 'linger') await sleep(30_000);
