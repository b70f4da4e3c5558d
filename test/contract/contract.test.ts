import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { keepShellNote } from '../../src/build/shell-runs.ts';
import { countTests } from '../support/count-tests.ts';
import type { Completion, Report, Scenario, ShellDriver } from './driver.ts';
import { loadDrivers, requiredShells } from './drivers/index.ts';
import { completions } from './scenarios/completing.ts';
import { sharedScenarios } from './scenarios/index.ts';
import { scenariosOfTheShell } from './scenarios/of-the-shell.ts';

const drivers = await loadDrivers();
const shared = new Map<string, readonly Report[]>();
let skipped = 0;

after(() => console.log(`contract scenarios skipped: ${skipped}`));

for (const driver of drivers) {
  const missing = driver.missing();
  const scenarios = [...sharedScenarios, ...scenariosOfTheShell(driver)];
  if (missing === undefined) {
    describe(`the contract in ${driver.id}`, () => runAll(driver, scenarios));
  } else if (requiredShells.includes(driver.id)) {
    test(`the contract in ${driver.id}`, () => assert.fail(`${driver.id} is required here, but ${missing}`));
  } else {
    skipped += scenarios.length + completions.length + 1;
    test(`the contract in ${driver.id}`, { skip: missing }, () => undefined);
  }
}

test('all shells show the same statuses, outputs, environments and calls', () => {
  const [[reference, expected] = [], ...others] = [...shared];
  for (const [id, reports] of others) {
    for (const [at, { name, mayDiffer }] of sharedScenarios.entries()) {
      if (mayDiffer) continue;
      assert.deepEqual(comparable(reports[at]), comparable(expected?.[at]), `${name}: ${id} against ${reference}`);
    }
  }
});

const comparable = (report: Report | undefined): unknown =>
  report?.seen.map(({ status, stdout, environment, calls }) => ({ status, stdout, environment, calls }));

function runAll(driver: ShellDriver, scenarios: readonly Scenario[]): void {
  let reports: readonly Report[] = [];
  countTests(driver.id, 'contract');
  before(async () => {
    keepShellNote({ shell: driver.id, version: await driver.version(), notRun: driver.notRun }, 'shell');
    reports = await driver.run(scenarios);
    shared.set(driver.id, reports.slice(0, sharedScenarios.length));
  });
  for (const [at, scenario] of scenarios.entries()) {
    test(scenario.name, () => {
      const report = reports[at];
      assert.ok(report, 'the scenario was not run');
      scenario.judge(report);
    });
  }
  test('loading defines no names but jpaws and __jpaws_*', async () => {
    const promised =
      driver.id === 'powershell' ? /^(?:jpaws|[A-Z][a-z]+-JpAws[A-Za-z]*)$/ : /^(?:jpaws|__jpaws_[a-z_]+)$/;
    const names = (await driver.addedNames()).filter((name) => !promised.test(name));
    assert.deepEqual(names, []);
  });
  if (!driver.completes) return;
  describe('completion', { concurrency: 3 }, () => {
    countTests(driver.id, 'completion');
    for (const completion of completions) test(completion.name, () => completes(driver, completion));
  });
}

async function completes(driver: ShellDriver, completion: Completion): Promise<void> {
  assert.deepEqual(await driver.complete(completion), completion.expected);
}
