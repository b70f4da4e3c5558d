import type { Style } from '../domain/style.ts';

const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string): string => text;

export const COLOURED: Style = { bold: sgr(1), dim: sgr(2), green: sgr(32), yellow: sgr(33), red: sgr(31) };
export const PLAIN: Style = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain };
