import { findBlocks } from './block.ts';
import { earlyEnd } from './early-end.ts';
import type { StartUpText } from './edit-start-up.ts';
import { fileForm } from './file-form.ts';
import { ownLine } from './own-line.ts';

/**
 * The number of the line at which every session leaves a start-up file before it comes to what loads jpaws; undefined
 * where no such line is certain, and in a file that loads no jpaws.
 * @throws START_UP_BLOCK_BROKEN
 */
export function endAbove({ bytes, file, shell }: StartUpText): number | undefined {
  const form = fileForm(bytes ?? Uint8Array.of());
  if ('problem' in form) return undefined;
  const [block] = findBlocks(form.text, file);
  const loads = block === undefined ? ownLine(form.text, shell) : form.text.slice(0, block.from).split('\n').length;
  const above = form.text.split('\n').slice(0, (loads ?? 1) - 1);
  return earlyEnd(above.join('\n'), shell.family);
}
