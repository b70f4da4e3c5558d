import { EXIT, row } from './row.ts';

/** Files on this machine. */
export const filesRows = {
  HOME_MISSING: row<Record<never, never>>(
    EXIT.configuration,
    () => 'no home folder is known',
    () => 'set HOME (on Windows USERPROFILE) to the folder that holds .aws',
  ),
  CONFIG_BROKEN: row<{ file: string; line: number; reason: string }>(
    EXIT.configuration,
    ({ file, line, reason }) => `${file}, line ${line}: ${reason}`,
    ({ file }) => `correct the line in ${file}; nothing was changed`,
  ),
  CONFIG_VALUE_REFUSED: row<{ what: string; reason: string }>(
    EXIT.configuration,
    ({ what, reason }) => `${what} ${reason}`,
    () => 'nothing was written',
  ),
  LOCK_HELD: row<Record<never, never>>(
    EXIT.other,
    () => 'another jpaws is at work with the same sign-in',
    () => 'try again when it has ended',
  ),
  FILE_UNREADABLE: row<{ file: string; reason: string }>(
    EXIT.configuration,
    ({ file, reason }) => `cannot read ${file}: ${reason}`,
    ({ file }) => `check that ${file} is a text file that you may read`,
  ),
  FILE_UNWRITABLE: row<{ file: string; reason: string }>(
    EXIT.configuration,
    ({ file, reason }) => `cannot write ${file}: ${reason}`,
    () => 'the old file is as it was; check the rights of its folder and the space on the disk',
  ),
  FILE_CHANGED: row<{ file: string }>(
    EXIT.configuration,
    ({ file }) => `${file} was changed by another program at the same moment`,
    () => 'nothing was written; run the command again',
  ),
  PRESET_BROKEN: row<{ file: string; key: string }>(
    EXIT.configuration,
    ({ file, key }) => `the preset ${file} has no usable value for ${key}`,
    ({ file }) => `correct ${file}; the form is that of the preset that ships with jpaws`,
  ),
};
