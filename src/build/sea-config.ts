import { inRoot } from './place.ts';

/** The first file of the packed program. */
export const MAIN_FILE = inRoot('src', 'sea-main.cjs');

/** What goes into a program besides its main file: paths, by the names under which the program asks for them. */
export type Assets = Readonly<Record<string, string>>;

/** The settings of Node's "Single executable applications" that every packed program has. */
export const seaConfig = (assets: Assets) => ({
  assets,
  disableExperimentalSEAWarning: true,
  // The shipped binary takes no NODE_OPTIONS.
  execArgvExtension: 'none',
  useSnapshot: false,
});
