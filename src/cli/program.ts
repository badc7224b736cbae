import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { didYouMean } from '../knowledge/nearest.js';
import { type Fact, type RuleBase, UserError } from '../knowledge/types.js';
import { adviceFor, printAdvice } from './advise.js';
import { exitCode } from './exit-code.js';
import { addQuestionOptions } from './question-options.js';
import { loadRules, openSession, type SessionOptions } from './session.js';
import type { Terminal } from './terminal.js';

const commandNames = ['advise', 'generate', 'help'];

/** Options of a command that decides. */
type Options = SessionOptions & { format?: string; yes?: boolean; dryRun?: boolean; diff?: boolean };

/**
 * Runs the program for these arguments (without `node` and the script) and returns its exit code.
 * The only place that turns errors into messages and exit codes.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (error instanceof UserError) {
      terminal.err(`${error.message}\n`);
      return error.exitCode;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')) return exitCode.interrupted;
    terminal.err(
      `Internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nThis is a defect of backplane. Please report it with the command line and this text; nothing was written.\n`,
    );
    return exitCode.internal;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = argv;
  const named = first !== undefined && commandNames.includes(first);
  const program = new Command('backplane');
  if (named || first === '--help' || first === '-h') return parse(program, argv, terminal, false);
  // Without a command it is advise; an argument that is no path is then a mistyped command.
  return parse(program, ['advise', ...argv], terminal, true);
}

async function parse(program: Command, argv: readonly string[], terminal: Terminal, implied: boolean): Promise<number> {
  let code: number = exitCode.done;
  const ruleBase = await loadRules(rulesOption(argv));
  program
    .description('Decides which SignalR backplane fits a load-balanced .NET or Umbraco site, explains why, and writes the code into the project.')
    .version(__VERSION__)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text.replace(/^error: /, '')) })
    .addHelpText('after', '\nWithout a command it advises. "backplane advise --help" lists every question with its flag.\nExit codes: 0 done, 1 findings, 2 wrong usage or a missing answer, 3 invalid input, 4 no eligible backplane.');
  const facts = new Map<string, Fact>();
  const decide = async (folder: string | undefined, options: Options): Promise<Awaited<ReturnType<typeof openSession>>> => {
    if (implied && folder !== undefined && !existsSync(resolve(terminal.workingFolder, folder)))
      throw new UserError(`"${folder}" is neither a command nor a folder.${didYouMean(folder, commandNames)} Commands: ${commandNames.join(', ')}.`, 2);
    return openSession(terminal, ruleBase, folder, [...facts.values()], options);
  };
  deciding(program.command('advise', { isDefault: false }), ruleBase, facts)
    .description('Recommend a backplane, and say why and why not the others.')
    .addOption(new Option('--format <format>', 'how to print the decision').choices(['text', 'json']).default('text'))
    .action(async (folder: string | undefined, options: Options) => {
      const session = await decide(folder, options);
      code = printAdvice(terminal, adviceFor(session), options);
    });
  deciding(program.command('generate'), ruleBase, facts)
    .description('Show, and with --yes write, what the decision needs in the project.')
    .addOption(new Option('--format <format>', 'how to print the plan').choices(['text', 'json']).default('text'))
    .option('--dry-run', 'list what would be written, and write nothing')
    .option('--diff', 'show what would be written, and write nothing')
    .option('--yes', 'write without asking')
    .action(async (folder: string | undefined, options: Options) => {
      const session = await decide(folder, options);
      const { generate } = await import('./generate.js');
      code = await generate(terminal, session, adviceFor(session), options);
    });
  await program.parseAsync(argv as string[], { from: 'user' });
  return code;
}

/** What every deciding command has: the project, where answers come from, and a flag for each question. */
function deciding(command: Command, ruleBase: RuleBase, facts: Map<string, Fact>): Command {
  command
    .argument('[project]', 'folder of the project (default: the working folder)')
    .option('--answers <file>', 'answers file (default: backplane.yaml in the project or the working folder)')
    .addOption(new Option('--missing <how>', 'what to do about missing answers where nobody can be asked').choices(['fail', 'unknown']).default('fail'))
    .option('--no-input', 'never ask')
    .option('--project <name>', 'which web project, where a folder holds several')
    .option('--rules <folder>', 'rules of your own, laid over the built-in ones')
    .option('--as-of <day>', 'decide for this day, such as 2026-11-23 (default: today)')
    .option('--no-color', 'no colours')
    .exitOverride();
  addQuestionOptions(command, ruleBase, facts);
  return command;
}

/** --rules decides which flags exist, so it is read before the others. */
function rulesOption(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((argument) => argument === '--rules' || argument.startsWith('--rules='));
  const argument = argv[index];
  return argument === undefined ? undefined : argument === '--rules' ? argv[index + 1] : argument.slice('--rules='.length);
}

declare const __VERSION__: string;
