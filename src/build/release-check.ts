import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { changelogSections, releaseNotes } from './changelog.ts';
import { homepage, inRoot, version } from './place.ts';

/** What has to agree when a version is released. */
interface ReleaseFacts {
  /** `v0.2.0` */
  readonly tag: string;
  /** In package.json. */
  readonly version: string;
  readonly homepage: string;
  readonly changelog: string;
  /** `OWNER/NAME` on GitHub. */
  readonly repository: string;
}

/** `0.2.0-rc1`: what npm, NuGet, the PowerShell Gallery and Homebrew all take as a version before 0.2.0. */
const isPrerelease = (name: string): boolean => name.includes('-');

/** What stands against releasing this, as sentences; none when all is well. @internal */
export function releaseProblems(facts: ReleaseFacts): readonly string[] {
  const newest = changelogSections(facts.changelog).find(({ title }) => title !== 'Unreleased');
  const isReleased = newest?.title === facts.version && newest.date !== undefined && newest.text !== '';
  const checks: readonly (readonly [boolean, string])[] = [
    [facts.tag === `v${facts.version}`, `the tag is ${facts.tag}, and package.json has version ${facts.version}`],
    [
      /^\d+\.\d+\.\d+(?:-[0-9a-z]+)?$/.test(facts.version),
      `the version ${facts.version} has not the form 0.2.0 or 0.2.0-rc1`,
    ],
    [
      isPrerelease(facts.version) || isReleased,
      `CHANGELOG.md does not begin with a dated section [${facts.version}] that says something`,
    ],
    [
      facts.homepage === `https://github.com/${facts.repository}`,
      `package.json has the homepage ${facts.homepage}, and this is ${facts.repository}`,
    ],
  ];
  return checks.filter(([isRight]) => !isRight).map(([, problem]) => problem);
}

/**
 * The step of the release workflow before all others: takes the tag and the repository from the environment, hands on
 * whether this is a pre-release, and answers false when something does not agree.
 */
export function checkRelease(): boolean {
  const { GITHUB_REF_NAME: tag = '', GITHUB_REPOSITORY: repository = '', GITHUB_OUTPUT: output } = process.env;
  const changelog = readFileSync(inRoot('CHANGELOG.md'), 'utf8');
  const problems = releaseProblems({ tag, version, homepage, changelog, repository });
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (output !== undefined) appendFileSync(output, `prerelease=${isPrerelease(version)}\n`);
  return problems.length === 0;
}

/** Writes what is new in this version into a file, for the page of the release. */
export function writeReleaseNotes([path = inRoot('dist', 'release-notes.md')]: readonly string[]): void {
  writeFileSync(path, `${releaseNotes(readFileSync(inRoot('CHANGELOG.md'), 'utf8'), version)}\n`);
}
