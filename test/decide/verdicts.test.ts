/** What every decision keeps, whatever was answered: it agrees with itself, says what it means in whole sentences, and changes nothing. */
import { describe, expect, test } from 'vitest';
import { selectParts } from '../../src/decide/select-parts.js';
import { assume, type CriterionValue, type Decision, decide, type Reason } from '../../src/index.js';
import { decideOn, factsOn, judgedOn, options, ruleBase, statedFacts } from './ask.js';
import { forAll, sites } from './sites.js';

/** Everything that a decision says. */
const saidIn = ({ reasons, verdicts, prerequisites, warnings }: Decision): Omit<Reason, 'severity'>[][] => [
  reasons,
  prerequisites,
  warnings,
  ...verdicts.map((verdict) => verdict.reasons),
];

describe('a decision agrees with itself', () => {
  test('what is recommended is the first verdict and never excluded; without a recommendation all are excluded, or none is given', () => {
    forAll(sites, 1500, (site) => {
      const { outcome, recommended, reasons, verdicts } = decideOn(site);
      const usable = verdicts.filter(({ status }) => status !== 'excluded');
      expect(reasons.length).toBeGreaterThan(0);
      expect(verdicts.slice(0, usable.length)).toEqual(usable);
      if (outcome === 'backplane') {
        expect(recommended).toBe(usable[0]?.backplane);
        expect(reasons).toEqual(verdicts[0]?.reasons.slice(0, 1));
      } else {
        expect([outcome, recommended, usable]).toEqual([outcome, null, []]);
      }
      const judgesNone = outcome === 'none-needed' || outcome === 'platform-provides';
      expect(verdicts.length).toBe(judgesNone ? 0 : ruleBase.backplanes.length);
    });
  });

  test('its verdicts are the judgements that the other tests rest on, and every one has its reasons', () => {
    forAll(sites, 800, (site) => {
      const { verdicts } = decideOn(site);
      if (verdicts.length === 0) return;
      const judged = judgedOn(site);
      expect(verdicts.map(({ backplane, status }) => [backplane, status])).toEqual(
        judged.map(({ backplane, status }) => [backplane.id, status]),
      );
      for (const [index, { status, reasons }] of verdicts.entries()) {
        const codes = reasons.map(({ code }) => code);
        const { exclusions = [], doubts = [] } = judged[index] ?? {};
        if (status === 'excluded') expect(codes).toEqual(exclusions.map(({ id }) => id));
        else expect(codes).toEqual(expect.arrayContaining(doubts.map(({ id }) => id)));
        expect(codes.length).toBeGreaterThan(0);
      }
    });
  });
});

describe('what a decision says', () => {
  test('has a code, a whole sentence without a hole in it, and a source', () => {
    forAll(sites, 1500, (site) => {
      for (const said of saidIn(decideOn(site))) {
        for (const { code, text, source } of said) {
          expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(text, code).not.toMatch(/[{}]|undefined|null|NaN|Infinity|\bany number of\b|\[object| {2}/);
          expect(text, code).toMatch(/^\S.*[.]$/);
          expect(source.trim(), code).not.toBe('');
          expect(source, code).not.toMatch(/undefined|^;|; *$/);
        }
        expect(new Set(said.map(({ code }) => code)).size, 'the same code twice in one list').toBe(said.length);
      }
    });
  });

  test('is measured: every criterion of every verdict has a value, a range or nothing, a band and a source', () => {
    const isNumber = (value: number | null | undefined): boolean => value === null || Number.isFinite(value);
    const isWell = ({ id, value, range, unit, band, source }: CriterionValue): boolean => {
      const bands = [...(ruleBase.criteria[id]?.bands.map((one) => one.id) ?? []), 'unknown'];
      const known = isNumber(value) && (range ?? []).every(isNumber) && (value === null || range === undefined);
      return known && bands.includes(band) && unit !== '' && source !== '';
    };
    forAll(sites, 400, (site) => {
      for (const { criteria } of decideOn(site).verdicts) {
        expect(criteria.map(({ id }) => id)).toEqual(Object.keys(ruleBase.criteria));
        expect(criteria.filter((one) => !isWell(one))).toEqual([]);
      }
    });
  });
});

test('deciding is pure: the same answers give the same decision, and nothing that goes in is written to', () => {
  // Answers and rule base are frozen (ask.ts): writing to them throws.
  const written = JSON.stringify(ruleBase);
  forAll(sites, 300, (site) => {
    const stated = statedFacts(site);
    const facts = assume(ruleBase, stated, options);
    expect(facts.slice(0, stated.length)).toEqual(stated);
    expect(assume(ruleBase, facts, options)).toEqual(facts);
    expect(assume(ruleBase, stated, options)).toEqual(facts);
    expect(decide(ruleBase, facts, options)).toEqual(decide(structuredClone(ruleBase), structuredClone(facts), { ...options }));
  });
  expect(JSON.stringify(ruleBase)).toBe(written);
});

test('who sees to a prerequisite is what the plan does: "generated" exactly where a part that is written by default sees to it', () => {
  let generated = 0;
  forAll(sites, 600, (site) => {
    const decision = decideOn(site);
    const written = new Set(selectParts(ruleBase, factsOn(site), decision, options.asOf).parts.map(({ id }) => id));
    for (const { code, who } of decision.prerequisites) {
      const byParts = ruleBase.rules.find(({ id }) => id === code)?.['written-by'] ?? [];
      expect(who === 'generated', `${code}: ${who}`).toBe(byParts.some((id) => written.has(id)));
      if (who === 'generated') generated++;
    }
  });
  expect(generated).toBeGreaterThan(100);
});

test('what is excluded for a whole range is excluded at each value in it', () => {
  let [ranges, excluded] = [0, 0];
  forAll(sites, 600, (site) => {
    const numbers = Object.entries(site).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' &&
        ruleBase.questions.some(({ id, type }) => id === entry[0] && (type === 'integer' || type === 'number')),
    );
    for (const [id, value] of numbers) {
      const around = decideOn({ ...site, [id]: `${Math.floor(value / 3)}..${Math.ceil(value * 3)}` });
      const at = decideOn(site);
      ranges++;
      // Without verdicts, or where they are about another outcome, nothing is compared: a rule may take what is not certain for granted.
      if (around.verdicts.length === 0 || at.verdicts.length === 0) continue;
      for (const { backplane, status } of around.verdicts) {
        const there = at.verdicts.find((one) => one.backplane === backplane)?.status;
        if (status !== 'excluded') continue;
        expect(there, `${backplane} with ${id}`).toBe('excluded');
        excluded++;
      }
    }
  });
  expect(ranges).toBeGreaterThan(1000);
  expect(excluded).toBeGreaterThan(1000);
});
