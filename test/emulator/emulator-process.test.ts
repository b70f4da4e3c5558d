import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { RecordedRequest } from '../../src/emulator/recorded-request.ts';

const program = fileURLToPath(new URL('../support/emulator-process.ts', import.meta.url));

test('the process prints its URL, answers commands, and ends with its stdin', async () => {
  const child = spawn(process.execPath, [program, JSON.stringify({ userName: 'someone' })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const tell = (line: string) => {
    child.stdin.write(`${line}\n`);
    return nextLine();
  };
  const url = await nextLine();
  assert.equal((await fetch(`${url}/device`)).status, 200);
  assert.equal(await tell('settings {"faults":[{"path":"/device","fault":{"kind":"throttle"}}]}'), 'ok');
  assert.equal((await fetch(`${url}/device`)).status, 429);
  const requests = JSON.parse(await tell('requests')) as RecordedRequest[];
  assert.deepEqual(
    requests.map(({ path }) => path),
    ['/device', '/device'],
  );
  child.stdin.end();
  const [status] = (await once(child, 'exit')) as [number];
  assert.equal(status, 0);
  await assert.rejects(fetch(url));
});
