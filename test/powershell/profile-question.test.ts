import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { powershellStartUp } from '../../src/shells/powershell-start-up.ts';
import { scratchFolder } from '../adapters/scratch.ts';
import { canBuildHost, checkRules51, skipWithoutEngine } from './engine.ts';

const questions = powershellStartUp.flatMap((place) => ('asks' in place ? [place.asks.words.at(-1) ?? ''] : []));
/** 5.1 has these; they are not among the words that the module may use, which is all that the check knows. */
const KNOWN =
  /: the (?:member Console::OutputEncoding|type Console|member Text\.Encoding::UTF8|type Text\.Encoding|command Get-ExecutionPolicy|parameter Get-Module -ListAvailable)$/;
const skip = canBuildHost() ? skipWithoutEngine() : { skip: 'the rule check needs dotnet >= 10' };

test('what PowerShell is asked for its profile is within the rules of 5.1', skip, async (t) => {
  assert.equal(questions.length, 2);
  const folder = scratchFolder(t);
  const files = questions.map((question, at) => {
    const file = join(folder, `${at}.ps1`);
    writeFileSync(file, `${question}\n`);
    return file;
  });
  const complaints = async (...paths: readonly string[]): Promise<readonly string[]> =>
    (await checkRules51(paths)).filter((line) => !KNOWN.test(line));
  assert.deepEqual(await complaints(...files), []);
  const newer = join(folder, 'newer.ps1');
  writeFileSync(newer, `${questions[0]} && 'x'\n`);
  assert.notDeepEqual(await complaints(newer), [], 'the check refuses nothing');
});
