/** Every exclusion hangs on the answers that its rule looks at, and on nothing else: some other answers to these remove it. */
import { describe, expect, test } from 'vitest';
import { assumedFrom } from '../../src/decide/assume.js';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import type { Backplane } from '../../src/knowledge/types.js';
import { anySite, nearCalm } from '../oracle/answers.js';
import { randomFrom } from '../oracle/draw.js';
import type { Answers } from '../oracle/site.js';
import { judgedOn, ruleBase } from './ask.js';
import { factsOf } from './facts-of-rule.js';

interface Excluded {
  site: Answers;
  backplane: Backplane;
}

const exclusions = ruleBase.rules.filter(({ effect }) => effect === 'exclude');
const examplesOfEach = 25;

/** What is not drawn: the oracle knows no Umbraco that is newer than the newest one. */
const notDrawn: Answers[] = [
  {
    host: 'umbraco',
    'umbraco-version': '19.0.0',
    'newer-umbraco-as-before': 'no',
    'load-balanced-part': 'backoffice',
    'own-hubs': 'no',
    servers: 2,
    'sticky-sessions': 'yes',
  },
];

/** Sites on which each rule excludes something, found by drawing. */
function findExamples(): Map<string, Excluded[]> {
  const random = randomFrom(20_261_123);
  const found = new Map<string, Excluded[]>(exclusions.map(({ id }) => [id, []]));
  const missing = () => [...found.values()].some((examples) => examples.length < examplesOfEach);
  for (let drawn = 0; drawn < 20_000 && missing(); drawn++) {
    const site = notDrawn[drawn] ?? (drawn % 2 ? anySite : nearCalm)(random);
    for (const { backplane, exclusions } of judgedOn(site))
      for (const { id } of exclusions) {
        const examples = found.get(id) ?? [];
        if (examples.length < examplesOfEach && examples.at(-1)?.site !== site) examples.push({ site, backplane });
      }
  }
  return found;
}

const excludes = (id: string, backplane: Backplane, site: Answers): boolean =>
  judgedOn(site).some((judgement) => judgement.backplane.id === backplane.id && judgement.exclusions.some((rule) => rule.id === id));

/** Other answers to these questions, one question at a time, then two. */
function* changesOf(site: Answers, ids: readonly string[]): Generator<Answers> {
  const questions = ruleBase.questions.filter(({ id }) => ids.includes(id));
  const steps = questions.flatMap((question) => {
    const current = site[question.id];
    return valuesToTry(question, current).map((value) => ({ id: question.id, value }));
  });
  for (const { id, value } of steps) yield { ...site, [id]: value };
  for (const [index, one] of steps.entries())
    for (const two of steps.slice(index + 1)) if (one.id !== two.id) yield { ...site, [one.id]: one.value, [two.id]: two.value };
}

const examples = findExamples();

describe('changing an answer that the rule looks at removes the exclusion', () => {
  test.each(exclusions.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const found = examples.get(id) ?? [];
    expect(found.length, 'sites on which the rule excludes something').toBeGreaterThan(0);
    for (const { site, backplane } of found) {
      const facts = factsOf(rule, backplane);
      let removed = false;
      for (const changed of changesOf(site, facts)) {
        removed = !excludes(id, backplane, changed);
        if (removed) break;
      }
      expect(removed, `${backplane.id} stays excluded whatever is answered to ${facts.join(', ')}: ${JSON.stringify(site)}`).toBe(true);
    }
  });
});

describe('changing answers that the rule does not look at leaves the exclusion', () => {
  test.each(exclusions.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const random = randomFrom(17);
    // What others are assumed from may change those.
    const sources = assumedFrom(ruleBase);
    for (const { site, backplane } of examples.get(id) ?? []) {
      const own = factsOf(rule, backplane);
      const others = ruleBase.questions.filter((question) => !own.includes(question.id) && !sources.has(question.id));
      for (let tries = 0; tries < 8; tries++) {
        const question = others[Math.floor(random() * others.length)];
        const values = question ? valuesToTry(question, site[question.id]) : [];
        const changed = { ...site, [question?.id ?? '']: values[Math.floor(random() * values.length)] ?? 'unknown' };
        expect(excludes(id, backplane, changed), `${backplane.id} on ${JSON.stringify(changed)}`).toBe(true);
      }
    }
  });
});
