import { JpawsError } from '../errors.ts';
import { type Block, blockLines, findBlocks } from './block.ts';
import { fileForm, type FileForm } from './file-form.ts';
import { ownLine } from './own-line.ts';
import type { StartUpShell } from './start-up-place.ts';

/** What is to be done with a start-up file. */
export type StartUpEdit =
  /** It is as it should be; `ownLine` is the number of a line outside of a block that loads jpaws. */
  | { readonly kind: 'nothing'; readonly ownLine: number | undefined }
  /** `lines` come into the file, or with a removal go out of it; `isOurs`: nobody has changed them. */
  | { readonly kind: 'write'; readonly bytes: Uint8Array; readonly lines: readonly string[]; readonly isOurs: boolean }
  /** The file goes: set-up had made it and so many of its folders, and nothing else is in it. */
  | { readonly kind: 'remove'; readonly lines: readonly string[]; readonly folders: number };

interface StartUpContent {
  /** Undefined when there is no file. */
  readonly bytes: Uint8Array | undefined;
  /** How many of its folders are not there. */
  readonly lackingFolders: number;
  /** Its path, for messages. */
  readonly file: string;
  readonly shell: StartUpShell;
}

/**
 * Puts the one marked block that loads jpaws to the end of a start-up file. A block that is there is brought to the
 * state of today where it stands, a second one goes. Every other byte stays; the block takes on encoding and line ends.
 * @throws START_UP_BLOCK_BROKEN, FILE_UNREADABLE for a text of an unknown form
 */
export function addToStartUp({ bytes, lackingFolders, file, shell }: StartUpContent): StartUpEdit {
  const { text, encode } = formOf(bytes, file);
  const [block, ...others] = findBlocks(text, file);
  const lineEnd = /\r\n[^\n]*$/.test(text) ? '\r\n' : '\n';
  const loadLine = lineEnd === '\r\n' ? withCarriageReturn(shell) : shell.loadLine;
  if (block === undefined) {
    const own = ownLine(text, shell);
    if (own !== undefined) return { kind: 'nothing', ownLine: own };
    const endedLine = text !== '' && !text.endsWith('\n');
    const lines = blockLines(loadLine, { madeFolders: bytes === undefined ? lackingFolders : undefined, endedLine });
    const added = (endedLine ? lineEnd : '') + lines.map((line) => line + lineEnd).join('');
    return { kind: 'write', bytes: encode(text + added), lines, isOurs: true };
  }
  const lines = blockLines(loadLine, block.notes);
  const behind = withoutBlocks(text, others).slice(block.to);
  const edited = text.slice(0, block.from) + lines.join(lineEnd) + behind;
  if (edited === text) return { kind: 'nothing', ownLine: undefined };
  return { kind: 'write', bytes: encode(edited), lines, isOurs: false };
}

/**
 * Takes all blocks of jpaws out of a start-up file; what stands around them stays.
 * @throws START_UP_BLOCK_BROKEN, FILE_UNREADABLE for a text of an unknown form
 */
export function removeFromStartUp({ bytes, file, shell }: Omit<StartUpContent, 'lackingFolders'>): StartUpEdit {
  const { text, encode } = formOf(bytes, file);
  const blocks = findBlocks(text, file);
  if (blocks.length === 0) return { kind: 'nothing', ownLine: ownLine(text, shell) };
  const lines = blocks.flatMap(({ from, to }) => text.slice(from, to).split(/\r?\n/));
  const left = withoutBlocks(text, blocks);
  const folders = blocks.map(({ notes }) => notes.madeFolders).find((count) => count !== undefined);
  if (left === '' && folders !== undefined) return { kind: 'remove', lines, folders };
  const ours = new Set(blocks.flatMap(({ notes }) => blockLines(shell.loadLine, notes))).add(withCarriageReturn(shell));
  return { kind: 'write', bytes: encode(left), lines, isOurs: lines.every((line) => ours.has(line)) };
}

function formOf(bytes: Uint8Array | undefined, file: string): FileForm {
  const form = fileForm(bytes ?? Uint8Array.of());
  if ('problem' in form) throw new JpawsError('FILE_UNREADABLE', { file, reason: form.problem });
  return form;
}

/** Shells of the Unix family take a carriage return for a part of the last word, unless that is a comment. */
const withCarriageReturn = ({ loadLine, family }: StartUpShell): string =>
  family === 'powershell' ? loadLine : `${loadLine} #`;

function withoutBlocks(text: string, blocks: readonly Block[]): string {
  return blocks.toReversed().reduce((rest, { from, to, notes }) => {
    const [lineEnd = ''] = /^\r?\n/.exec(rest.slice(to)) ?? [];
    const behind = rest.slice(to + lineEnd.length);
    // The line end that set-up gave to the line above now parts that line from what was written below the block.
    const isAddedEnd = notes.endedLine && behind === '';
    const added = rest.startsWith('\r\n', from - 2) && /^[^\n]*\r\n/.test(rest.slice(from, to)) ? 2 : 1;
    return rest.slice(0, isAddedEnd ? from - added : from) + behind;
  }, text);
}
