import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAll } from './answering-all.ts';
import { startChild } from './child.ts';
import { scratchFolder } from './scratch.ts';
import { serviceThat } from './services.ts';

// Whoever opens a FIFO that nobody writes to waits for ever.
function homeOfFifos(t: TestContext): NodeJS.ProcessEnv {
  const home = scratchFolder(t);
  const [config, credentials] = [join(home, '.aws', 'config'), join(home, '.aws', 'credentials')];
  mkdirSync(join(home, '.aws'));
  execFileSync('mkfifo', [config, credentials]);
  return {
    PATH: process.env['PATH'],
    HOME: home,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_PROFILE: 'somebody',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function outcomeOf(t: TestContext, mode: string): Promise<string> {
  const { endpoint = '' } = await serviceThat(t, answerAll);
  const child = startChild(t, ['call-services', endpoint, mode], { env: homeOfFifos(t) });
  return Promise.race([child.over, sleep(mode === 'unguarded' ? 3_000 : 20_000, 'it hangs', { ref: false })]);
}

const skip = process.platform === 'win32' ? 'Windows has no FIFO in the file system' : false;

test('no call reads the AWS config or credentials file', { skip }, async (t) => {
  assert.equal(await outcomeOf(t, ''), 'done\n');
});

test('the control: a client of the SDK that is told nothing does read them', { skip }, async (t) => {
  assert.equal(await outcomeOf(t, 'unguarded'), 'it hangs');
});
