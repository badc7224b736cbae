import { rolloutOf } from '../decide/rollout.js';
import { didYouMean } from '../knowledge/nearest.js';
import { type Fact, type RuleBase, UserError } from '../knowledge/types.js';
import { parseAnswer } from '../questions/parse-answer.js';
import { questionCalled } from '../questions/question-called.js';
import { commandLine } from '../questions/resolve.js';
import type { RolloutReport } from '../render/rollout.js';
import { complete, type Site } from './site.js';

/** What a roll-out leads to, where that is not what is recommended for today's answers. */
export interface RolloutOptions {
  /** A backplane, or one of its variants: `redis`, `redis/new-azure-managed-redis`. */
  target?: string;
  /** Answers that are other ones afterwards: `umbraco-version=17.8 servers=2`. */
  then?: string;
}

/**
 * The roll-out for a site, with the command line that gives it again.
 * @throws UserError (exit 2) for a backplane, a variant, a question or an answer that does not exist.
 */
export function rolloutFor({ ruleBase, facts, stated, asOf, extra, folder }: Site, options: RolloutOptions): RolloutReport {
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
    command: commandLine('rollout', facts, [...own, ...extra], folder),
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
    const question = questionCalled(questions, id);
    if (!question) throw new UserError(`--then: "${id}" is not a question.${didYouMean(id, ids)} "backplane rollout --help" lists all.`, 2);
    const parsed = parseAnswer(question, value);
    if ('problem' in parsed) throw new UserError(`--then: ${id}: ${parsed.problem}`, 2);
    return { id: question.id, value: parsed.value, provenance: 'flag' };
  });
  const twice = facts.find(({ id }, index) => facts.some((other, at) => at < index && other.id === id));
  if (twice) throw new UserError(`--then: ${twice.id} was given twice. Give it once.`, 2);
  return facts;
}
