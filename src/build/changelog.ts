/** A section of CHANGELOG.md. */
interface Section {
  /** `0.2.0`, or `Unreleased`. */
  readonly title: string;
  /** `2026-11-23`; undefined for what is not released. */
  readonly date: string | undefined;
  /** The lines below the heading, without blank ones around them. */
  readonly text: string;
}

/**
 * The sections of a changelog, newest first.
 * The form is that of Keep a Changelog 1.1.0: `## [0.2.0] - 2026-11-23`, `## [Unreleased]`.
 */
export function changelogSections(changelog: string): readonly Section[] {
  const [, ...parts] = changelog.replaceAll('\r\n', '\n').split(/^## /m);
  return parts.map((part) => {
    const { title = '', date } = /^\[(?<title>[^\]]+)\](?: - (?<date>\d{4}-\d\d-\d\d))?\n/.exec(part)?.groups ?? {};
    return { title, date, text: part.slice(part.indexOf('\n') + 1).trim() };
  });
}

/** What is new in that version: its own section, else (a version that is not released yet) the newest one; may be empty. */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelogSections(changelog);
  return (sections.find(({ title }) => title === version) ?? sections[0])?.text ?? '';
}
