import { codeOnly } from './code-only.ts';

/** What begins and ends the commands of more than one line, in one family of shells. */
interface Nesting {
  readonly begin: RegExp;
  readonly end: RegExp;
}

// What begins is looked for everywhere and what ends only where a command may begin: an error keeps lines nested.
const nestings: Readonly<Record<string, Nesting>> = {
  posix: {
    begin: /(?<![\w$./-])(?:if|case|for|while|until|select|repeat)(?![\w=./-])|(?<!\$)\{(?=\s|$)|\((?=\s*$)/g,
    end: /(?:^|[;&])\s*(?:fi|done|esac|\})(?![\w=])|^\s*\)/g,
  },
  fish: {
    begin: /(?<![\w$./-]|else\s+)(?:if|for|while|function|switch|begin)(?![\w=./-])|[{(](?=\s*$)/g,
    end: /(?:^|[;&])\s*end(?![\w=])|^\s*[})]/g,
  },
  powershell: { begin: /[{(]/g, end: /[})]/g },
};

const LEAVES = /^(?:return|exit)(?=[\s;&|#]|$)(?!\s*\()/i;
/** Another program in the shell's place; without a program `exec` only redirects. */
const EXEC = /^exec\s+(?:-\w+\s+)*[\w./~$](?!.*\|\|)/;
const ONLY_REDIRECTS = /^exec\s+\d*[<>]/;
const GOES_ON = /(?:[\\`]|&&|\|\|?)$/;

/**
 * The number of the first line of a start-up file at which every session leaves it: `return`, `exit`, or `exec` of
 * another program, in the first column and outside of any condition, function and text. Undefined where none is
 * certain: a doubtful line is passed over.
 */
export function earlyEnd(text: string, family: string): number | undefined {
  const nesting = nestings[family];
  if (nesting === undefined) return undefined;
  let [depth, goesOn] = [0, false];
  for (const [at, line] of codeOnly(text, family).split('\n').entries()) {
    const code = line.trimEnd();
    if (depth === 0 && !goesOn && isEnd(code, family)) return at + 1;
    depth = Math.max(0, depth + count(code, nesting.begin) - count(code, nesting.end));
    if (code !== '') goesOn = GOES_ON.test(code);
  }
  return undefined;
}

function isEnd(code: string, family: string): boolean {
  if (LEAVES.test(code)) return true;
  return family !== 'powershell' && EXEC.test(code) && !ONLY_REDIRECTS.test(code);
}

const count = (code: string, pattern: RegExp): number => code.match(pattern)?.length ?? 0;
