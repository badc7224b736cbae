import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { didYouMean } from '../knowledge/nearest.js';
import { type Fact, type RuleBase, UserError } from '../knowledge/types.js';
import { readEnvironment } from '../questions/resolve.js';
import { wrap } from '../render/style.js';
import { loadRules } from '../site/site.js';
import type { CommandContext, Configure } from './command.js';
import { exitCode } from './exit-code.js';
import { flagsMeant } from './flags-meant.js';
import { asksForJson } from './format-asked.js';
import { helpLayout } from './help-layout.js';
import { printError } from './print-error.js';
import { addQuestionOptions } from './question-options.js';
import { openSession } from './session.js';
import type { Terminal } from './terminal.js';
import { oneOf, unknownFlags, usageMessage } from './usage-error.js';

interface CommandEntry {
  description: string;
  /** Whether it decides for a project that is there, and so has a flag for each question. */
  decides: boolean;
  /** Whether it has a flag for each question all the same. */
  answers?: boolean;
  load(): Promise<Configure>;
}

/** Every command; only the one that runs is loaded. */
const commands: Record<string, CommandEntry> = {
  advise: {
    description: 'recommend a backplane, and say why and why not the others (the default)',
    decides: true,
    load: async () => (await import('./commands/advise.js')).configureAdvise,
  },
  scan: {
    description: 'say what the files of a site show, each with its place, and what they contradict',
    decides: false,
    load: async () => (await import('./commands/scan.js')).configureScan,
  },
  generate: {
    description: 'show, and with --yes write, what the decision needs in the project',
    decides: true,
    load: async () => (await import('./commands/generate.js')).configureGenerate,
  },
  new: {
    description: 'make a small project to try a backplane with, from nothing, in a new folder',
    decides: false,
    answers: true,
    load: async () => (await import('./commands/new.js')).configureNew,
  },
  estimate: {
    description: 'traffic, capacity and monthly cost of each backplane; with --growth for a growing workload',
    decides: true,
    load: async () => (await import('./commands/estimate.js')).configureEstimate,
  },
  compare: {
    description: 'all backplanes side by side: what each criterion says of them',
    decides: true,
    load: async () => (await import('./commands/compare.js')).configureCompare,
  },
  report: {
    description: 'one page (HTML) to share, with pictures, in which answers can be changed; or Markdown',
    decides: true,
    load: async () => (await import('./commands/report.js')).configureReport,
  },
  rollout: {
    description: 'the ordered steps from what runs today to the recommended backplane, each with its check and its way back',
    decides: true,
    load: async () => (await import('./commands/rollout.js')).configureRollout,
  },
  diagnose: {
    description: 'say what an error message or a log means, and what it comes from on this site',
    decides: false,
    answers: true,
    load: async () => (await import('./commands/diagnose.js')).configureDiagnose,
  },
  init: {
    description: 'write a commented backplane.yaml with what can be read and the questions that are open',
    decides: false,
    answers: true,
    load: async () => (await import('./commands/init.js')).configureInit,
  },
  undo: {
    description: 'take back what was generated',
    decides: false,
    load: async () => (await import('./commands/undo.js')).configureUndo,
  },
  explain: {
    description: 'say what an id means, and what it rests on',
    decides: false,
    load: async () => (await import('./commands/explain.js')).configureExplain,
  },
  rules: {
    description: 'list the rules and figures, or show one',
    decides: false,
    load: async () => (await import('./commands/rules.js')).configureRules,
  },
  schema: {
    description: 'print a JSON Schema: of backplane.yaml, or of what is printed as JSON',
    decides: false,
    load: async () => (await import('./commands/schema.js')).configureSchema,
  },
  completion: {
    description: 'print the script that completes commands, flags and answers in a shell',
    decides: false,
    load: async () => (await import('./commands/completion.js')).configureCompletion,
  },
  mcp: {
    description: 'serve an assistant over standard input and output (Model Context Protocol); it never writes',
    decides: false,
    load: async () => (await import('./commands/mcp.js')).configureMcp,
  },
};

/**
 * Runs the program for these arguments (without `node` and the script) and returns its exit code.
 * The only place that turns errors into messages and exit codes.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const json = asksForJson(argv);
  const misuse: string[] = [];
  try {
    return await dispatch(argv, terminal, misuse);
  } catch (error) {
    if (error instanceof UserError) {
      const { message: text, exitCode, details } = error;
      return printError(terminal, { text, exitCode, ...(details ? { details } : {}) }, json);
    }
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCode.done : printError(terminal, { text: misuse.join('\n'), exitCode: exitCode.usage }, json);
    if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')) return exitCode.interrupted;
    const text = `Internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nThis is a defect of backplane. Please report it with the command line and this text.`;
    return printError(terminal, { text, exitCode: exitCode.internal }, json);
  }
}

/** @param misuse gathers what is wrong with the command line. */
async function dispatch(argv: readonly string[], terminal: Terminal, misuse: string[]): Promise<number> {
  const [first, ...rest] = argv;
  if (first === 'help') return dispatch([...rest, '--help'], terminal, misuse);
  if (first === 'complete' && rest[0] === '--') return complete(rest.slice(1), terminal);
  const wantsHelp = first === '--help' || first === '-h';
  // Without a command it is advise; an argument that is no path is then a mistyped command.
  const implied = !wantsHelp && (first === undefined || !Object.hasOwn(commands, first));
  if (implied && first && !first.startsWith('-')) refuseUnknownCommand(first, terminal);
  const name = implied ? 'advise' : (first ?? '');
  let code: number = exitCode.done;
  let known: RuleBase | undefined;
  const program: Command = newProgram(terminal, {
    called: wantsHelp ? 'backplane' : `backplane ${name}`,
    meant: (flag) => (known ? flagsMeant(known, flag) : []),
    unknown: () => unknownFlags(argv, program),
    misuse,
  });
  for (const [id, { description }] of Object.entries(commands))
    if (id !== name) program.command(id).summary(description).description(description);
  const entry = wantsHelp ? undefined : commands[name];
  if (entry) {
    const command = program.command(name).summary(entry.description).description(asSentence(entry.description)).exitOverride();
    const ruleBase = await loadRules(rulesOption(argv));
    if (entry.decides || entry.answers) known = ruleBase;
    const facts = new Map<string, Fact>();
    command.hook('preAction', () => refuseMisuse(misuse, ruleBase, entry.decides ? terminal.environment : {}));
    const context: CommandContext = {
      terminal,
      ruleBase,
      open: async (folder, options) => {
        if (implied) refuseUnknownCommand(folder, terminal);
        return openSession(terminal, ruleBase, folder, [...facts.values()], { ...options, command: name });
      },
      flags: facts,
      exit: (value) => {
        code = value;
      },
    };
    await addOptions(command, entry, context, facts, misuse);
  }
  await program.parseAsync(implied ? ['advise', ...argv] : (argv as string[]), { from: 'user' });
  return code;
}

/** Adds everything that a command takes: its own options, those that all have, and a flag for each question where it decides. */
async function addOptions(
  command: Command,
  entry: CommandEntry,
  context: CommandContext,
  facts: Map<string, Fact>,
  misuse: string[],
): Promise<void> {
  command.option('--rules <folder>', 'rules of your own, laid over the built-in ones').option('--no-color', 'no colours');
  if (entry.decides) addDecisionOptions(command);
  (await entry.load())(command, context);
  refuseRepeats(command);
  if (entry.decides || entry.answers) {
    addQuestionOptions(command, context.ruleBase, facts, misuse);
    command.addHelpText('after', `\n${wrap(context.terminal.styleOf('stdout', false), aboutQuestions)}`);
  }
}

/** What a shell asks while somebody types: the words so far, the last one unfinished. Not a command of its own for anybody else. */
async function complete(words: readonly string[], terminal: Terminal): Promise<number> {
  const { completions } = await import('./commands/complete.js');
  const ruleBase = await loadRules(rulesOption(words));
  const descriptions = Object.fromEntries(Object.entries(commands).map(([name, { description }]) => [name, description]));
  const commandOf = async (name: string): Promise<Command> => {
    const command = new Command(name);
    const entry = commands[name];
    const nothing = (): Promise<never> => Promise.reject(new Error('Completing runs nothing.'));
    const context = { terminal, ruleBase, open: nothing, flags: new Map(), exit: () => {} };
    if (entry) await addOptions(command, entry, context, new Map(), []);
    return command;
  };
  terminal.out(await completions(words, { ruleBase, commands: descriptions, commandOf }));
  return exitCode.done;
}

/** @throws UserError (2) with everything that is wrong with the command line and the environment. */
function refuseMisuse(misuse: readonly string[], { questions }: RuleBase, environment: Terminal['environment']): void {
  const problems = [...misuse, ...readEnvironment(questions, environment).problems];
  if (problems.length > 0) throw new UserError(problems.join('\n'), 2);
}

interface Usage {
  /** How the command is called that runs, for messages. */
  called: string;
  /** The flags that an unknown one may mean. */
  meant(flag: string): readonly string[];
  /** Every flag of the command line that does not exist. */
  unknown(): readonly string[];
  /** What was found wrong before, said together with what commander finds; what that is comes to it. */
  misuse: string[];
}

function newProgram(terminal: Terminal, { called, meant, unknown, misuse }: Usage): Command {
  const style = terminal.styleOf('stdout', false);
  return new Command('backplane')
    .description(
      'Decides which SignalR backplane fits a load-balanced .NET or Umbraco site, explains why, and writes the code into the project.',
    )
    .version(__VERSION__)
    .exitOverride()
    .configureHelp(helpLayout)
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // It is printed by whoever catches it, together with what is wrong beside it.
      outputError: (text) => {
        const others = /^error: unknown option '(--[^' ]*)'/.test(text) ? unknown().slice(1) : [];
        for (const one of [text, ...others.map((flag) => `error: unknown option '${flag}'`)])
          misuse.push(usageMessage(one, called, meant).trimEnd());
      },
      getOutHelpWidth: () => style.width,
      getErrHelpWidth: () => style.width,
    })
    .hook('preAction', (_, { args }) => {
      if (args.includes('')) throw new UserError('Found an argument that is empty (""). Leave it out, or say what is meant.', 2);
    })
    .addHelpText('after', `\n${afterHelp.map((line) => wrap(style, line)).join('\n')}`);
}

const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const aboutQuestions =
  'Every question also takes "unknown". The flag --max-servers is BACKPLANE_MAX_SERVERS in the environment and max-servers in backplane.yaml; "backplane explain max-servers" says why it is asked, and what reads it.';

const afterHelp = [
  'Without a command it advises: it asks what it needs to know. "backplane advise --help" lists every question with its flag.',
  'Exit codes: 0 done, 1 findings or kept files, 2 wrong usage or a missing answer, 3 invalid input, 4 no eligible backplane, 70 internal error, 130 interrupted.',
];

/** What every deciding command has beside a flag for each question. */
function addDecisionOptions(command: Command): void {
  command
    .argument('[project]', 'folder of the project (default: the working folder)')
    .option('--answers <file>', 'answers file (default: backplane.yaml in the project or the working folder)')
    .addOption(
      new Option(
        '--missing <how>',
        'missing answers: fail where nobody can be asked, or unknown, which decides without them and asks nobody',
      )
        .choices(['fail', 'unknown'])
        .argParser(oneOf('--missing', ['fail', 'unknown']))
        .default('fail'),
    )
    .option('--no-input', 'never ask')
    .option('--project <name>', 'which web project, where a folder holds several')
    .option('--as-of <day>', 'decide for this day, such as 2026-11-23 (default: today)')
    .option('--strict', 'fail where rules or prices were checked too long ago')
    .option('--prices <file>', 'prices and discounts of your own, as YAML, in place of list prices');
}

function refuseUnknownCommand(folder: string | undefined, terminal: Terminal): void {
  if (folder === undefined || existsSync(resolve(terminal.workingFolder, folder))) return;
  if (Object.hasOwn(commands, folder))
    throw new UserError(`"${folder}" is a command, and options come after it: backplane ${folder} [options].`, 2);
  const names = Object.keys(commands);
  throw new UserError(`"${folder}" is neither a command nor a folder.${didYouMean(folder, names)} Commands: ${names.join(', ')}.`, 2);
}

/** A single-valued option given twice, or given nothing, is an error. (Questions see to that themselves.) */
function refuseRepeats(command: Command): void {
  for (const option of command.options) {
    if (!option.required) continue;
    const parse = option.parseArg;
    let given: string | undefined;
    option.argParser((text: string) => {
      if (given !== undefined) throw new UserError(`${option.long} was given twice (${given} and ${text}). Give it once.`, 2);
      if (text === '') throw new UserError(`${option.long}: found nothing; expected ${option.flags.split(' ')[1]}.`, 2);
      given = text;
      return parse ? parse(text, undefined) : text;
    });
  }
}

/** --rules decides which flags exist, so it is read before the others. */
function rulesOption(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((argument) => argument === '--rules' || argument.startsWith('--rules='));
  const argument = argv[index];
  return argument === undefined ? undefined : argument === '--rules' ? argv[index + 1] : argument.slice('--rules='.length);
}

declare const __VERSION__: string;
