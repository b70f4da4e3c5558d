import { JpawsError } from '../errors.ts';
import { type Block, blockLines, findBlocks } from './block.ts';
import { fileForm, type FileForm } from './file-form.ts';
import { ownLine } from './own-line.ts';
import { loadLinesOf, type StartUpShell } from './start-up-place.ts';

/** What is to be done with a start-up file. */
export type StartUpEdit =
  /** It is as it should be; `ownLine` is the number of a line outside of a block that loads jpaws. */
  | { readonly kind: 'nothing'; readonly ownLine: number | undefined }
  /**
   * `lines` come into the file, or with a removal go out of it; `isOurs`: nobody has changed them. `replaced`: what stood
   * in their block and is not among them.
   */
  | {
      readonly kind: 'write';
      readonly bytes: Uint8Array;
      readonly lines: readonly string[];
      readonly replaced: readonly string[];
      readonly isOurs: boolean;
    }
  /** The file goes: set-up had made it and so many of its folders, and nothing else is in it. */
  | { readonly kind: 'remove'; readonly lines: readonly string[]; readonly folders: number };

/** What a start-up file holds. */
export interface StartUpText {
  /** Undefined when there is no file. */
  readonly bytes: Uint8Array | undefined;
  /** Its path, for messages. */
  readonly file: string;
  readonly shell: StartUpShell;
}

interface StartUpContent extends StartUpText {
  /** How many of its folders are not there. */
  readonly lackingFolders: number;
}

/**
 * Puts the one marked block that loads jpaws to the end of a start-up file. A block that is there is brought to the
 * state of today where it stands (the line of a shell with the same integration stays), a second one goes. Every other
 * byte stays; the block takes on encoding and line ends.
 * @throws START_UP_BLOCK_BROKEN, FILE_UNREADABLE for a text of an unknown form
 */
export function addToStartUp({ bytes, lackingFolders, file, shell }: StartUpContent): StartUpEdit {
  const { text, encode, inUnits, inWords } = formOf(bytes, file);
  const [block, ...others] = findBlocks(text, file);
  const lineEnd = /\r\n[^\n]*$/.test(text) ? '\r\n' : '\n';
  const inFile = (line: string): string => inUnits(lineEnd === '\r\n' ? withCarriageReturn(line, shell) : line);
  if (block === undefined) {
    const own = ownLine(text, shell);
    if (own !== undefined) return { kind: 'nothing', ownLine: own };
    const addedEnds = lackingEnds(text, shell);
    const madeFolders = bytes === undefined ? lackingFolders : undefined;
    const lines = blockLines(inFile(shell.loadLine), { madeFolders, addedEnds });
    const added = lineEnd.repeat(addedEnds) + lines.map((line) => line + lineEnd).join('');
    return { kind: 'write', bytes: encode(text + added), lines: lines.map(inWords), replaced: [], isOurs: true };
  }
  const held = linesOf(text, block);
  // The line of a shell with the same integration does for this one, and its own may be what that one needs.
  const loadLine = loadLinesOf(shell).find((line) => held.includes(inFile(line))) ?? shell.loadLine;
  const lines = blockLines(inFile(loadLine), block.notes);
  const behind = withoutBlocks(text, others).slice(block.to);
  const edited = text.slice(0, block.from) + lines.join(lineEnd) + behind;
  if (edited === text) return { kind: 'nothing', ownLine: undefined };
  const replaced = held.filter((line) => !lines.includes(line)).map(inWords);
  return { kind: 'write', bytes: encode(edited), lines: lines.map(inWords), replaced, isOurs: false };
}

/**
 * Takes all blocks of jpaws out of a start-up file; what stands around them stays.
 * @throws START_UP_BLOCK_BROKEN, FILE_UNREADABLE for a text of an unknown form
 */
export function removeFromStartUp({ bytes, file, shell }: StartUpText): StartUpEdit {
  const { text, encode, inWords } = formOf(bytes, file);
  const blocks = findBlocks(text, file);
  if (blocks.length === 0) return { kind: 'nothing', ownLine: ownLine(text, shell) };
  const lines = blocks.flatMap((block) => linesOf(text, block)).map(inWords);
  const left = withoutBlocks(text, blocks);
  const folders = blocks.map(({ notes }) => notes.madeFolders).find((count) => count !== undefined);
  const loadLines = loadLinesOf(shell).flatMap((line) => [line, withCarriageReturn(line, shell)]);
  const ours = new Set([...blocks.flatMap(({ notes }) => blockLines(shell.loadLine, notes)), ...loadLines]);
  const isOurs = lines.every((line) => ours.has(line) || shell.otherLoadLine?.test(line) === true);
  if (left === '' && folders !== undefined && isOurs) return { kind: 'remove', lines, folders };
  return { kind: 'write', bytes: encode(left), lines, replaced: [], isOurs };
}

const linesOf = (text: string, { from, to }: Block): readonly string[] => text.slice(from, to).split(/\r?\n/);

/** How many line ends it takes until a line of the block begins a command of its own. */
function lackingEnds(text: string, { family }: StartUpShell): 0 | 1 | 2 {
  if (text === '') return 0;
  // In other shells the comment that the block begins with ends such a line; fish reads on behind comments.
  const goesOn = family === 'fish' && /(?<!\\)(?:\\\\)*\\(?:\r?\n)?$/.test(text);
  const isOpen = !text.endsWith('\n');
  return goesOn && isOpen ? 2 : goesOn || isOpen ? 1 : 0;
}

function formOf(bytes: Uint8Array | undefined, file: string): FileForm {
  const form = fileForm(bytes ?? Uint8Array.of());
  if ('problem' in form) throw new JpawsError('FILE_UNREADABLE', { file, reason: form.problem });
  return form;
}

/** Shells of the Unix family take a carriage return for a part of the last word, unless that is a comment. */
const withCarriageReturn = (loadLine: string, { family }: StartUpShell): string =>
  family === 'powershell' ? loadLine : `${loadLine} #`;

function withoutBlocks(text: string, blocks: readonly Block[]): string {
  return blocks.toReversed().reduce((rest, { from, to, notes }) => {
    const [lineEnd = ''] = /^\r?\n/.exec(rest.slice(to)) ?? [];
    const behind = rest.slice(to + lineEnd.length);
    const above = rest.slice(0, from);
    // A line end that set-up gave to the line above now parts that line from what was written below the block.
    if (behind !== '') return above + behind;
    const isCrlf = /^[^\n]*\r\n/.test(rest.slice(from, to));
    return withoutEnds(above, { count: notes.addedEnds, isCrlf });
  }, text);
}

/** Takes line ends off the end of a text, as many as are there. */
function withoutEnds(text: string, { count, isCrlf }: { count: number; isCrlf: boolean }): string {
  const end = isCrlf ? /\r?\n$/ : /\n$/;
  return count === 0 ? text : withoutEnds(text.replace(end, ''), { count: count - 1, isCrlf });
}
