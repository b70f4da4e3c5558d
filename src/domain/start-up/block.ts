import { JpawsError } from '../errors.ts';

const BEGIN = '# >>> jpaws >>>';
const END = '# <<< jpaws <<<';
const MADE_FILE = /\(made this file(?: and ([0-9]{1,2}) folders?)?\)/;
/** By how many line ends set-up put in front of the block: one, or two where the line above goes on. */
const ENDED_LINE = ['', '(ended the line above)', '(ended the line above twice)'] as const;
const MARKER = /^[ \t]*# (>>> jpaws >>>|<<< jpaws <<<)([^\r\n]*)/gm;

/** What has to be known to give the old bytes back. */
export interface BlockNotes {
  /** There was no file, and as many of its folders lacked; undefined when there was one. */
  readonly madeFolders: number | undefined;
  /** So many line ends stand in front of it that set-up put there. */
  readonly addedEnds: 0 | 1 | 2;
}

/** The lines of jpaws in a start-up file, from their first marker to their last. */
export interface Block {
  readonly from: number;
  /** Behind the last marker; its line end is not part of the block. */
  readonly to: number;
  readonly notes: BlockNotes;
}

/** The lines of a block, markers included. */
export function blockLines(loadLine: string, { madeFolders, addedEnds }: BlockNotes): readonly string[] {
  const folders = madeFolders === 1 ? ' and 1 folder' : ` and ${madeFolders} folders`;
  const made = madeFolders === undefined ? [] : [`(made this file${madeFolders === 0 ? '' : folders})`];
  const notes = [BEGIN, ...made, ENDED_LINE[addedEnds]].filter((note) => note !== '');
  return [notes.join(' '), '# Written by jpaws setup; to take it out: jpaws setup --uninstall', loadLine, END];
}

/**
 * All blocks of a text, in its order.
 * @param file its path, for messages
 * @throws START_UP_BLOCK_BROKEN when a marker stands without its other half
 */
export function findBlocks(text: string, file: string): readonly Block[] {
  const blocks: Block[] = [];
  const broken = (at: number, reason: string): JpawsError => {
    const line = text.slice(0, at).split('\n').length;
    return new JpawsError('START_UP_BLOCK_BROKEN', { file, line, reason });
  };
  let open: RegExpExecArray | undefined;
  for (const marker of text.matchAll(MARKER)) {
    const isBegin = marker[1] === BEGIN.slice(2);
    if (isBegin && open !== undefined) throw broken(open.index, `"${BEGIN}" begins a block that does not end`);
    if (!isBegin && open === undefined) throw broken(marker.index, `"${END}" ends a block that does not begin`);
    if (open !== undefined) {
      blocks.push({ from: open.index, to: marker.index + marker[0].length, notes: notesOf(open[2] ?? '') });
    }
    open = isBegin ? marker : undefined;
  }
  if (open !== undefined) throw broken(open.index, `"${BEGIN}" begins a block that does not end`);
  return blocks;
}

function notesOf(text: string): BlockNotes {
  const made = MADE_FILE.exec(text);
  const addedEnds = text.includes(ENDED_LINE[2]) ? 2 : text.includes(ENDED_LINE[1]) ? 1 : 0;
  return { madeFolders: made === null ? undefined : Number(made[1] ?? 0), addedEnds };
}
