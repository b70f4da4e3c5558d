import { getAsset } from 'node:sea';
import type { Assets } from '../ports.ts';

/** The texts inside the packed binary. */
export const createAssets = (): Assets => ({ text: (path) => getAsset(path, 'utf8') });
