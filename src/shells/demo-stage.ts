import type { Env } from '../domain/env.ts';
import { expandPath } from '../domain/start-up/start-up-place.ts';
import type { ShellRow } from './table.ts';

/** A file to be written before the demo begins; `text` is static, no value from outside stands in it. */
export interface StageFile {
  readonly path: string;
  readonly text: string;
}

/** How the demo is played in one shell. */
export interface DemoStage {
  readonly files: readonly StageFile[];
  readonly roadArguments: readonly string[];
  readonly stayArguments: readonly string[];
}

type ReadAsset = (path: string) => string;

interface StageInput {
  readonly row: ShellRow & { readonly demo: NonNullable<ShellRow['demo']> };
  /** The demo's home folder. */
  readonly home: string;
  readonly text: ReadAsset;
  /** Paths of the PowerShell module's files. */
  readonly moduleFiles: readonly string[];
}

/** Files and arguments with which the shell plays the road, and in which the person stays afterwards with the integration loaded. */
export function demoStage({ row, home, text, moduleFiles }: StageInput): DemoStage {
  const { road, stayArguments } = row.demo;
  const roadText = text(`shells/${road}`);
  if (row.family === 'powershell') {
    const script = `${home}/road.ps1`;
    const files = moduleFiles.map((path) => ({
      path: `${home}/modules/${path.replace(/^shells\//, '')}`,
      text: text(path),
    }));
    return {
      files: [...files, { path: script, text: roadText }],
      roadArguments: [...row.bareArguments, '-File', script],
      stayArguments,
    };
  }
  const integration = text(`shells/${row.script}`);
  const script = `${home}/road`;
  return {
    files: [
      { path: script, text: `${integration}\n${roadText}` },
      { path: startUpFile(row, home), text: integration },
    ],
    roadArguments: [...row.bareArguments, script],
    stayArguments,
  };
}

/** What `ENV` names in the demo: the file that dash and its like read. */
const envFile = (home: string): string => `${home}/.shinit`;

/** The file that the shell reads in the demo's home, where none of the person's variables leads elsewhere. */
function startUpFile(row: ShellRow, home: string): string {
  const [place] = row.startUp;
  const path = place && expandPath(place.files[0], { home, env: { ENV: envFile(home) } });
  return path ?? envFile(home);
}

/** Variables that would lead the demo's programs to the person's own files, or to another shell's start-up files. */
const LEFT_OUT = /^(AWS_|JPAWS_|XDG_|ZDOTDIR$|ENV$|BASH_ENV$)/i;
/** The desktop that a browser opens on. */
const KEPT = /^XDG_(RUNTIME_DIR|SESSION_|CURRENT_DESKTOP)/i;

interface DemoPlace {
  readonly home: string;
  /** Of the running jpaws. */
  readonly programFolder: string;
  readonly url: string;
  readonly isAutomatic: boolean;
  readonly pathDelimiter: string;
}

/** The environment of the demo's shell: a home of its own and the embedded Identity Center in place of AWS. */
export function demoEnvironment(env: Env, place: DemoPlace): Record<string, string> {
  const { home, programFolder, url, isAutomatic, pathDelimiter } = place;
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && (KEPT.test(entry[0]) || !LEFT_OUT.test(entry[0])),
  );
  const before = (name: string, first: string): string => [first, env[name]].filter(Boolean).join(pathDelimiter);
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    ENV: envFile(home),
    PATH: before('PATH', programFolder),
    ...(env['PSModulePath'] === undefined ? {} : { PSModulePath: before('PSModulePath', `${home}/modules`) }),
    AWS_ENDPOINT_URL: url,
    // The embedded Identity Center is on this machine: no proxy stands before it.
    NO_PROXY: ['127.0.0.1', env['NO_PROXY'] ?? env['no_proxy']].filter(Boolean).join(','),
    JPAWS_DEMO: isAutomatic ? 'automatic' : 'manual',
  };
}
