import type { Command } from 'commander';
import { didYouMean } from '../knowledge/nearest.js';
import { UserError } from '../knowledge/types.js';

/**
 * What commander says of a command line that it does not understand, in our words, with what to do next. `command`: as it is called.
 * @param flagsMeant the flags that an unknown one may mean; they count more than one of nearly the same letters.
 */
export function usageMessage(text: string, command: string, flagsMeant: (flag: string) => readonly string[]): string {
  const [, flag] = /unknown option '(--[a-z][^' ]*)'/.exec(text) ?? [];
  const meant = flag === undefined || /^--(json|markdown)$/.test(flag) ? [] : flagsMeant(flag);
  if (meant.length > 0) return `Unknown option "${flag}". Did you mean ${meant.join(' or ')}? See: ${command} --help\n`;
  const said = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll("'", '"')
    .replace(/\s*\n\(Did you mean (.*)\?\)/, '. Did you mean $1?')
    // Other tools spell it so; of ours, all that print a result but undo have --format.
    .replace(/(option "--(json|markdown)")$/, command.endsWith(' undo') ? '$1' : '$1. Did you mean --format $2?');
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return `${/[.?]$/.test(sentence) ? sentence : `${sentence}.`} See: ${command} --help\n`;
}

/** The flags on a command line that neither the program nor any of its commands has; what stands in the place of a value is none. */
export function unknownFlags(argv: readonly string[], program: Command): string[] {
  const options = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)].flatMap((one) => one.options);
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).flatMap((word, index) => {
    const [flag = ''] = word.split('=');
    const isValue = options.some(({ long, required }) => required && long === argv[index - 1]);
    return flag.startsWith('--') && flag !== '--help' && !isValue && !options.some(({ long }) => long === flag) ? [flag] : [];
  });
}

/** Reads an option that has choices. @throws UserError (exit 2) with the choices and the nearest one. */
export const oneOf =
  <T extends string>(option: string, choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined)
      throw new UserError(`${option}: found "${text}"; expected one of ${choices.join(', ')}.${didYouMean(text, choices)}`, 2);
    return found;
  };
