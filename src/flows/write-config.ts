import { editConfig, type ConfigEdit } from '../domain/aws-config/edit-config.ts';
import { isError } from '../domain/errors.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';

const TRIES = 3;

/**
 * Applies the edits to the AWS config in one step and keeps the old bytes beside it (`config.jpaws-backup`).
 * When another program writes in between, the edits are applied to what it wrote.
 * @returns the file's path, and whether anything was different
 * @throws CONFIG_BROKEN, CONFIG_VALUE_REFUSED, FILE_UNREADABLE, FILE_UNWRITABLE, FILE_CHANGED
 */
export function writeConfig(
  { files, machine }: Pick<World, 'files' | 'machine'>,
  edits: readonly ConfigEdit[],
): WrittenConfig {
  const file = awsPlaces(machine).config;
  for (let attempt = 1; ; attempt += 1) {
    const text = files.read(file);
    const edited = editConfig(text ?? '', edits, file);
    if (edited === (text ?? '')) return { file, isChanged: false };
    try {
      files.write(file, edited, { expected: { text }, backup: `${file}.jpaws-backup` });
      return { file, isChanged: true };
    } catch (error) {
      if (!isError(error, 'FILE_CHANGED') || attempt === TRIES) throw error;
    }
  }
}

export interface WrittenConfig {
  readonly file: string;
  readonly isChanged: boolean;
}
