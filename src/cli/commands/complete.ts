import type { Command, Option } from 'commander';
import { partGroups } from '../../decide/part-groups.js';
import { type Question, type RuleBase, unknown } from '../../knowledge/types.js';
import { flagOf } from '../../questions/names.js';
import { explainableIds } from '../../render/explain/find-explanations.js';

interface Completable {
  ruleBase: RuleBase;
  /** What each command does, by name. */
  commands: Readonly<Record<string, string>>;
  /** A command with all of its options. */
  commandOf(name: string): Promise<Command>;
}

interface Completion {
  value: string;
  description?: string;
}

/** What the scripts of the shells understand: names of files fit here, or they do not. */
const directive = { files: ':0', noFiles: ':4' };

/** Values that no choice of commander's says, by the option or the command that takes them. */
const valuesOf: Record<string, (ruleBase: RuleBase) => readonly string[]> = {
  '--backplane': ({ backplanes }) => backplanes.map(({ id }) => id),
  '--parts': (ruleBase) => partGroups(ruleBase).map(({ id }) => id),
  explain: explainableIds,
  show: explainableIds,
};
/** Options that take several of their values, separated by commas. */
const lists = new Set(['--parts']);
/** Words in the place of a value that stand for a path. */
const paths = new Set(['<file>', '<folder>', '[project]', '[folder]']);

/**
 * What may stand in place of the last word, as lines of a value and what it means, and a last one for the shell.
 * @param words what stands after the program's name; the last is unfinished, or empty.
 */
export async function completions(words: readonly string[], { ruleBase, commands, commandOf }: Completable): Promise<string> {
  const [first = ''] = words;
  const current = last(words);
  if (words.length <= 1 && !first.startsWith('-'))
    // Without a command it is advise, and then a folder may stand here.
    return answer(
      Object.entries(commands).map(([value, description]) => ({ value, description })),
      current,
      true,
    );
  const isNamed = Object.hasOwn(commands, first);
  const command = withSubcommand(await commandOf(isNamed ? first : 'advise'), words.slice(isNamed ? 1 : 0, -1));
  const options = [...command.options, ...(command.parent?.options ?? [])];
  const { name, prefix, begun } = optionAtEnd(words);
  const option = options.find((one) => one.long === name && (one.required || one.optional));
  if (option) {
    const values = valuesOfOption(option, ruleBase, begun).filter(({ value }) => value.startsWith(begun));
    return answer(
      values.map(({ value, ...more }) => ({ value: `${prefix}${value}`, ...more })),
      prefix,
      takesPath(option),
    );
  }
  if (current.startsWith('-')) return answer(options.flatMap(asCompletion), current, false);
  return answer(positional(command, ruleBase), current, command.registeredArguments.some(isPath));
}

/** The unfinished word. PowerShell writes one that is empty as two quotes. */
const last = (words: readonly string[]): string => (words.at(-1) === '""' ? '' : (words.at(-1) ?? ''));

/** The option whose value is being typed, if one is: "--flag va", "--flag=va", or in bash, which takes it apart, "--flag", "=", "va". */
function optionAtEnd(words: readonly string[]): { name: string; prefix: string; begun: string } {
  const current = last(words);
  const [, prefix, name] = /^((--[^=]+)=)/.exec(current) ?? [];
  if (prefix !== undefined && name !== undefined) return { name, prefix, begun: current.slice(prefix.length) };
  if (current === '=') return { name: words.at(-2) ?? '', prefix: '', begun: '' };
  const before = words.at(-2) === '=' ? words.at(-3) : words.at(-2);
  return { name: before ?? '', prefix: '', begun: current };
}

function withSubcommand(command: Command, words: readonly string[]): Command {
  return command.commands.find((one) => words.includes(one.name())) ?? command;
}

function valuesOfOption(option: Option, ruleBase: RuleBase, begun: string): Completion[] {
  const question = ruleBase.questions.find(({ id }) => flagOf(id) === option.long);
  const values = question ? answersTo(question) : (option.argChoices ?? valuesOf[option.long ?? '']?.(ruleBase) ?? []).map(asValue);
  if (question?.type !== 'list' && !lists.has(option.long ?? '')) return values;
  // What is typed of a list stays, and is not offered again.
  const before = begun.slice(0, begun.lastIndexOf(',') + 1);
  const rest = values.filter(({ value }) => !before.split(',').includes(value));
  return rest.map(({ value, ...more }) => ({ value: `${before}${value}`, ...more }));
}

function answersTo({ type, choices }: Question): Completion[] {
  const own = choices.map(({ value, label = value }) => ({ value, description: label }));
  return [
    ...own,
    ...(type === 'list' ? [{ value: 'none', description: 'None of them' }] : []),
    { value: unknown, description: 'Nobody knows' },
  ];
}

function positional(command: Command, ruleBase: RuleBase): Completion[] {
  const known = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const ids = valuesOf[command.name()]?.(ruleBase) ?? [];
  const subcommands = command.commands.map((one) => ({ value: one.name(), description: one.summary() }));
  return [...subcommands, ...[...known, ...ids].map(asValue)];
}

const asValue = (value: string): Completion => ({ value });

const asCompletion = ({ long, description, hidden }: Option): Completion[] => (long && !hidden ? [{ value: long, description }] : []);

const takesPath = ({ flags }: Option): boolean => paths.has(flags.split(' ').at(-1) ?? '');
const isPath = (argument: { name(): string; required: boolean }): boolean => paths.has(`[${argument.name()}]`);

function answer(found: readonly Completion[], begun: string, files: boolean): string {
  const lines = found
    .filter(({ value }) => value.startsWith(begun))
    // The first line says what it is; the shells show one line.
    .map(({ value, description = '' }) => `${value}\t${description.split('\n')[0]}`);
  return `${[...lines, files ? directive.files : directive.noFiles].join('\n')}\n`;
}
