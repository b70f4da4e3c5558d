/** `-h` or `--help` stands before `--`. */
export function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).some((word) => word === '-h' || word === '--help');
}
