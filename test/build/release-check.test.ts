import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releaseProblems } from '../../src/build/release-check.ts';

const right = {
  tag: 'v0.2.0',
  version: '0.2.0',
  homepage: 'https://github.com/someone/jpaws',
  repository: 'someone/jpaws',
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-02\n\n### Added\n\n- area: it.\n',
};

test('a release whose tag, version, changelog and address agree has no problem', () => {
  assert.deepEqual(releaseProblems(right), []);
});

test('a pre-release needs no section of the changelog', () => {
  assert.deepEqual(releaseProblems({ ...right, tag: 'v0.3.0-rc1', version: '0.3.0-rc1' }), []);
});

for (const [name, change, problem] of [
  ['a tag of another version', { tag: 'v0.2.1' }, /the tag is v0\.2\.1/],
  ['a tag without v', { tag: '0.2.0' }, /the tag is 0\.2\.0/],
  ['a version that the Gallery does not take', { tag: 'v0.2.0-rc.1', version: '0.2.0-rc.1' }, /has not the form/],
  [
    'a section without a date',
    { changelog: right.changelog.replace(' - 2026-01-02', '') },
    /dated section \[0\.2\.0\]/,
  ],
  ['an empty section', { changelog: '## [0.2.0] - 2026-01-02\n\n## [0.1.0] - 2026-01-01\n\n- x\n' }, /says something/],
  ['a section that is not the newest', { changelog: `## [0.3.0] - 2026-01-03\n\n- x\n\n${right.changelog}` }, /begin/],
  ['the homepage of another repository', { repository: 'fork/jpaws' }, /this is fork\/jpaws/],
] as const) {
  test(`${name} is a problem`, () => {
    const problems = releaseProblems({ ...right, ...change });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', problem);
  });
}
