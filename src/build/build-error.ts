/** What stops a build and is no mistake in the build's own code: the sentence is all that is shown. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
