import { BuildError } from './build-error.ts';

interface CompletionScript {
  /** Under `completions/` in a package. */
  readonly file: string;
  /** The integration that it is taken from, under dist/shells/. */
  readonly script: string;
  readonly firstLine: string;
  /** What calls or registers the completion. */
  readonly lastLine: string;
}

/**
 * Completion for people who have the package and not (yet) the integration: where their shells look for completions by
 * the program's name, as Homebrew and Linux packages put them.
 */
export const completionScripts: readonly CompletionScript[] = [
  {
    file: 'jpaws.bash',
    script: 'jpaws.bash',
    firstLine: '# Completion of jpaws for bash-completion; the integration (jpaws init bash) brings the same.',
    lastLine: '\\builtin complete -F __jpaws_complete jpaws',
  },
  {
    file: '_jpaws',
    script: 'jpaws.plugin.zsh',
    firstLine: '#compdef jpaws\n# The integration (jpaws init zsh) brings the same.',
    lastLine: '__jpaws_complete "$@"',
  },
  {
    file: 'jpaws.fish',
    script: 'jpaws.fish',
    firstLine: '# Completion of jpaws for fish; the integration (jpaws init fish) brings the same.',
    lastLine: "complete -c jpaws -e\ncomplete -c jpaws -f -k -a '(__jpaws_complete)'",
  },
];

/**
 * A completion script out of an integration script: what the completion calls and the variables of that, nothing else.
 * So it can be loaded before, after and without the integration.
 * @param integration the rendered script: blocks with a blank line between, each a function with its comment, or
 *   assignments with theirs
 * @throws BuildError when the integration does not define what is called
 */
export function renderCompletion({ script, firstLine, lastLine }: CompletionScript, integration: string): string {
  const blocks = integration.split(/\n\n(?=\S)/).flatMap(definitionsIn);
  const taken = new Set<string>();
  const take = (text: string): void => {
    for (const [name] of text.matchAll(/\b__jpaws_\w+/g)) {
      const block = blocks.find((candidate) => definitionOf(candidate) === name);
      if (block === undefined || taken.has(block)) continue;
      taken.add(block);
      take(block);
    }
  };
  take(lastLine);
  if (taken.size === 0) throw new BuildError(`${script} does not define what completes`);
  const inOrder = blocks.filter((block) => taken.has(block));
  return `${[firstLine, ...inOrder, lastLine].join('\n\n')}\n`;
}

/** A block with a function is one definition, of assignments each is one; a comment stands in front of what it is about. */
function definitionsIn(block: string): readonly string[] {
  const parts = /^function /m.test(block) ? [block] : block.split(/(?<=^[^#\s].*\n)/m);
  return parts.map((part) => part.trimEnd());
}

/** The name of the function or variable that a block defines. */
function definitionOf(block: string): string | undefined {
  return /^(?:function (\w+)|(?:set -g )?(__jpaws_\w+)[= ])/m.exec(block)?.slice(1).find(Boolean);
}
