import { EXIT } from '../../domain/errors.ts';
import { folderOf } from '../../domain/folder-of.ts';
import { type Check, ok, trouble, warning } from './finding.ts';

const ID = 'program';

/** Which program runs, and which one would be found first along PATH? */
export const program: Check = async ({ world, shell, integration }) => {
  const { machine, programs } = world;
  const own = await programs.own();
  const folder = folderOf(own);
  const runs = ok(ID, `jpaws ${machine.version} runs from ${own}`);
  const [first] = await programs.findAll('jpaws');
  if (first === undefined) {
    // The PowerShell module brings the program with it.
    if (integration !== undefined && shell?.family === 'powershell') return [runs];
    return [
      runs,
      trouble(ID, { says: 'no jpaws is on PATH', fix: `add the folder ${folder} to PATH`, exitCode: EXIT.integration }),
    ];
  }
  if (first.file === own) return [runs];
  const answer = (await programs.output(first.path, ['--version']))?.trim() ?? '';
  const version = /^[0-9][0-9a-z.-]*$/.test(answer) ? answer : 'of an unknown version';
  const fix = `take the other one away, or put ${folder} before its folder in PATH`;
  return [runs, warning(ID, `another jpaws (${version}) is found first along PATH: ${first.path}`, fix)];
};
