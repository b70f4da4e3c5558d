import { writeFileSync } from 'node:fs';
import { startEmulator } from '../../../src/emulator/start-emulator.ts';

/**
 * The Identity Center for the Pester suite: `identity-center.ts FILE` writes its address into the file when it answers,
 * allows every sign-in, and ends by itself after ten minutes, should nobody end it before.
 */
const LONGEST_MS = 10 * 60_000;

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: identity-center.ts FILE');
const center = await startEmulator({ approve: 'automatic', interval: 0 });
writeFileSync(file, center.url);
setTimeout(() => process.exit(0), LONGEST_MS);
