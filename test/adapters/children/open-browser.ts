// Opens the address of the first argument and ends by itself.
import { createBrowser } from '../../../src/adapters/browser.ts';

const opened = await createBrowser({ machine: { env: process.env, platform: 'linux' } }).open(process.argv[2] ?? '');
console.log(opened ? 'opened' : 'not opened');
