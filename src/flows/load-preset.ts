import { envValue } from '../domain/env.ts';
import { JpawsError } from '../domain/errors.ts';
import { presetFromData, type Preset } from '../domain/preset.ts';
import type { World } from '../ports.ts';

const SHIPPED = 'src/preset.ini';

/**
 * The organisation's preset: the file that JPAWS_PRESET names, else the one that ships with the program.
 * @throws PRESET_BROKEN, FILE_UNREADABLE
 */
export async function loadPreset({ machine, files, assets, ini }: World): Promise<Preset> {
  const own = envValue(machine.env, 'JPAWS_PRESET');
  if (own === undefined) return presetFromData(await ini.parse(assets.text(SHIPPED)), SHIPPED);
  const text = files.read(own);
  if (text === undefined)
    throw new JpawsError('FILE_UNREADABLE', { file: own, reason: 'there is no such file (JPAWS_PRESET)' });
  return presetFromData(await ini.parse(text), own);
}
