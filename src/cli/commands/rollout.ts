import { rolloutOf } from '../../decide/rollout.js';
import { didYouMean } from '../../knowledge/nearest.js';
import { type Fact, type RuleBase, UserError } from '../../knowledge/types.js';
import { parseAnswer } from '../../questions/parse-answer.js';
import { commandLine } from '../../questions/resolve.js';
import { type RolloutReport, renderRollout, renderRolloutJson, renderRolloutMarkdown } from '../../render/rollout.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import { complete, type Session, type SessionOptions } from '../session.js';
import { colourOf, type Terminal } from '../terminal.js';

/** What a roll-out leads to, where that is not what is recommended for today's answers. */
export interface RolloutOptions {
  /** A backplane, or one of its variants: `redis`, `redis/new-azure-managed-redis`. */
  target?: string;
  /** Answers that are other ones afterwards: `umbraco-version=17.8 servers=2`. */
  then?: string;
}

type Options = SessionOptions & RolloutOptions & { format: string };

/** `backplane rollout`: the ordered steps from what runs today to the recommended backplane. */
export const configureRollout: Configure = (command, { terminal, open, exit }) => {
  command
    .addOption(formatOption('text', 'json', 'markdown'))
    .option('--target <id>', 'the way to this backplane instead of the recommended one; with a variant as redis/new-azure-managed-redis')
    .option('--then <answers>', 'answers that are other ones afterwards, such as "umbraco-version=17.8 servers=2"')
    .action(async (folder: string | undefined, options: Options) => {
      const report = rolloutFor(await open(folder, options), options);
      terminal.out(rendered(report, options, terminal));
      exit(report.rollout.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
    });
};

/**
 * The roll-out for a session, with the command line that gives it again.
 * @throws UserError (exit 2) for a backplane, a variant, a question or an answer that does not exist.
 */
export function rolloutFor({ ruleBase, facts, stated, asOf, extra, folder }: Session, options: RolloutOptions): RolloutReport {
  const changed = factsAfterwards(ruleBase, options.then);
  const ids = new Set(changed.map(({ id }) => id));
  const target = targetOf(ruleBase, options.target);
  const own = [
    ...(options.target === undefined ? [] : ['--target', options.target]),
    ...(options.then === undefined ? [] : ['--then', options.then]),
  ];
  const afterwards = changed.length === 0 ? facts : complete(ruleBase, [...stated.filter(({ id }) => !ids.has(id)), ...changed], { asOf });
  return {
    rollout: rolloutOf(ruleBase, { today: facts, afterwards, ...(target ? { target } : {}) }, { asOf }),
    afterwards: Object.fromEntries(changed.map(({ id, value }) => [id, Array.isArray(value) ? value.join(',') || 'none' : String(value)])),
    facts,
    command: commandLine(facts, [...own, ...extra], folder).replace(/^backplane advise/, 'backplane rollout'),
    ruleBase,
  };
}

function targetOf({ backplanes }: RuleBase, text: string | undefined): { backplane: string; variant?: string } | undefined {
  if (text === undefined) return undefined;
  const [id = '', variant] = text.split('/');
  const found = backplanes.find((one) => one.id === id);
  const refuse = (name: string, valid: readonly string[]): UserError =>
    new UserError(`--target: found "${text}"; expected one of ${valid.join(', ')}.${didYouMean(name, valid)}`, 2);
  if (!found)
    throw refuse(
      id,
      backplanes.map((one) => one.id),
    );
  const variants = found.variants.map((one) => one.id);
  if (variant !== undefined && !variants.includes(variant))
    throw refuse(`${id}/${variant}`, [id, ...variants.map((one) => `${id}/${one}`)]);
  return { backplane: id, ...(variant === undefined ? {} : { variant }) };
}

/** `umbraco-version=17.8 servers=2` as facts. */
function factsAfterwards({ questions }: RuleBase, text: string | undefined): Fact[] {
  const pairs = text?.split(/\s+/).filter((pair) => pair !== '') ?? [];
  const ids = questions.map(({ id }) => id);
  const facts = pairs.map((pair): Fact => {
    const [, id = '', value] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    if (value === undefined) throw new UserError(`--then: found "${pair}"; expected QUESTION=ANSWER, such as servers=2.`, 2);
    const question = questions.find((one) => one.id === id);
    if (!question) throw new UserError(`--then: "${id}" is not a question.${didYouMean(id, ids)} "backplane rollout --help" lists all.`, 2);
    const parsed = parseAnswer(question, value);
    if ('problem' in parsed) throw new UserError(`--then: ${id}: ${parsed.problem}`, 2);
    return { id, value: parsed.value, provenance: 'flag' };
  });
  const twice = facts.find(({ id }, index) => facts.some((other, at) => at < index && other.id === id));
  if (twice) throw new UserError(`--then: ${twice.id} was given twice. Give it once.`, 2);
  return facts;
}

function rendered(report: RolloutReport, options: Options, terminal: Terminal): string {
  if (options.format === 'json') return renderRolloutJson(report);
  if (options.format === 'markdown') return renderRolloutMarkdown(report);
  return renderRollout(report, terminal.styleOf('stdout', colourOf(options)));
}
