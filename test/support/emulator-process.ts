/**
 * The embedded Identity Center as a process of its own: `node test/support/emulator-process.ts [SETTINGS-AS-JSON]`.
 * The first line on stdout is its URL. Each line on stdin is a command: `requests` prints what was asked so far as one
 * line of JSON, `settings {…}` changes settings and prints `ok`. It ends when stdin does.
 */
import { createInterface } from 'node:readline';
import type { SettingsChange } from '../../src/emulator/settings.ts';
import { startEmulator } from '../../src/emulator/start-emulator.ts';

const emulator = await startEmulator(JSON.parse(process.argv[2] ?? '{}') as SettingsChange);
process.stdout.write(`${emulator.url}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const [command = '', rest] = line.split(/ (.*)/s);
  if (command === 'requests') process.stdout.write(`${JSON.stringify(emulator.requests)}\n`);
  if (command === 'settings') {
    Object.assign(emulator.settings, JSON.parse(rest ?? '{}'));
    process.stdout.write('ok\n');
  }
}
await emulator.close();
