import type { EmulatorSettings } from '../settings.ts';

const bare = (url: string): string => url.replace(/[/#]+$/, '');

/** True when one of the organisations has this start URL, in any of the spellings that people copy from a browser. */
export const isKnownStartUrl = (settings: EmulatorSettings, startUrl: string): boolean =>
  settings.startUrls.some((known) => bare(known) === bare(startUrl));
