import { getAsset, getAssetKeys } from 'node:sea';
import type { Assets } from '../ports.ts';

/** The texts inside the packed binary. */
export const createAssets = (): Assets => ({
  names: (folder) => getAssetKeys().filter((name) => name.startsWith(folder)),
  text: (path) => getAsset(path, 'utf8'),
});
