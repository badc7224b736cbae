/** Whether the command line asks for JSON: read before it is parsed, since what is wrong with it is said as JSON too. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  return options.some((word, index) => word === '--format=json' || (word === '--format' && options[index + 1] === 'json'));
}
