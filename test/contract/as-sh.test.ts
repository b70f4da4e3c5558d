import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findShell, type ShellRow } from '../../src/shells/table.ts';
import { posixGrammar } from './drivers/posix.ts';
import { scriptDriver } from './drivers/script-driver.ts';
import { dashFacts } from './drivers/sh-facts.ts';
import { sharedScenarios } from './scenarios/index.ts';
import { scenariosOfTheShell } from './scenarios/of-the-shell.ts';

// `jpaws init sh` prints the text for POSIX shells, and sh is bash on macOS and on some systems of Linux.
const dash = findShell('sh') ?? assert.fail('no shell is called sh');
const row: ShellRow = { ...dash, id: 'bash', program: 'bash', bareArguments: ['--posix', '--noprofile', '--norc'] };
const driver = scriptDriver(row, posixGrammar, dashFacts);
const scenarios = [...sharedScenarios, ...scenariosOfTheShell(driver)];

describe('jpaws.sh where sh is bash', { skip: driver.missing() ?? false }, () => {
  const reports = driver.run(scenarios);
  for (const [at, { name, judge }] of scenarios.entries()) {
    test(name, async () => judge((await reports)[at] ?? assert.fail('the scenario was not run')));
  }
});
