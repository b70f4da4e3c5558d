import { parse } from 'ini';
import type { Ini } from '../ports.ts';

/** jpaws's own files; the AWS files have a grammar of their own (src/domain/aws-config). */
export const createIni = (): Ini => ({ parse: async (text) => parse(text) });
