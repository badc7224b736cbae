/** What everybody expects of a decision when one answer changes, on generated sites. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import type { Answers } from '../oracle/site.js';
import { boundsOf, decideOn, decideWith, ruleBase, scopeOf, usableIn } from './ask.js';
import { moreForTheMoney, moreOfEverything } from './better-carriers.js';
import { repeatable, sites } from './sites.js';
import { carriers, eases, loads, tightenings, unrelated, type Variation, withProduct } from './variations.js';

/** A generated site before and after one of the variation's changes. */
const changed = ({ of }: Variation) =>
  fc.tuple(sites, fc.nat()).map(([site, which]) => {
    const all = of(site);
    return all[which % all.length] as (typeof all)[number];
  });

/** The usable backplanes of the first that the second lacks. Where none is judged, because none is needed, none is lost. */
function lost(from: Answers, to: Answers): string[] {
  const [usable, left] = [usableIn(decideOn(from)), usableIn(decideOn(to))];
  return usable && left ? usable.filter((one) => !left.includes(one)) : [];
}

describe('what makes a site easier to serve loses no backplane', () => {
  test.each(eases)('$name', (ease) => {
    fc.assert(
      fc.property(changed(ease), ({ before, after }) => expect(lost(before, after)).toEqual([])),
      repeatable(400),
    );
  });

  test.each([
    ['more capacity of everything that carries messages', moreOfEverything(ruleBase)],
    ['lower prices', moreForTheMoney(ruleBase)],
  ])('%s', (_name, better) => {
    fc.assert(
      fc.property(sites, (site) => {
        const now = usableIn(decideOn(site)) ?? [];
        expect(usableIn(decideWith(better, site)) ?? []).toEqual(expect.arrayContaining(now));
      }),
      repeatable(400),
    );
  });
});

describe('what makes a site harder to serve gains no backplane', () => {
  test.each(tightenings)('$name', (tightening) => {
    fc.assert(
      fc.property(changed(tightening), ({ before, after }) => expect(lost(after, before)).toEqual([])),
      repeatable(800),
    );
  });

  test.each(Object.entries(loads))('more load: %s', (_id, load) => {
    fc.assert(
      fc.property(changed(load), ({ before, after }) => {
        // Where SQL Server is polled, steady traffic keeps the polls quick, so more messages may bring it within the tolerated delay.
        expect(lost(after, before).filter((gained) => gained !== 'sql-server')).toEqual([]);
      }),
      repeatable(300),
    );
  });
});

describe('more load', () => {
  test.each(Object.entries(loads))('never leaves more room: %s', (_id, load) => {
    fc.assert(
      fc.property(changed(load), ({ before, after }) => {
        // In production the Free tier of Azure SignalR is no choice: leaving that tier is the one way in which more load brings more room.
        const [less, more] = [before, after].map((site) => decideOn({ ...site, environment: 'production' }));
        for (const { backplane, criteria } of less?.verdicts ?? []) {
          const room = boundsOf(criteria, 'capacity-headroom');
          const left = boundsOf(
            more?.verdicts.find((verdict) => verdict.backplane === backplane)?.criteria ?? criteria,
            'capacity-headroom',
          );
          expect([backplane, left[0] <= room[0], left[1] <= room[1]], `${room} becomes ${left}`).toEqual([backplane, true, true]);
        }
      }),
      repeatable(300),
    );
  });

  test.each(Object.entries(loads))('never costs less, and never needs fewer units: %s', (_id, load) => {
    fc.assert(
      fc.property(changed(load), ({ before, after }) => {
        const [less, more] = [decideOn(before), decideOn(after)];
        for (const { backplane, criteria } of less.verdicts) {
          const cost = boundsOf(criteria, 'monthly-cost');
          const grown = boundsOf(more.verdicts.find((verdict) => verdict.backplane === backplane)?.criteria ?? criteria, 'monthly-cost');
          expect([backplane, grown[0] >= cost[0], grown[1] >= cost[1]], `${cost} becomes ${grown}`).toEqual([backplane, true, true]);
        }
        const [low, high] = [scopeOf(before), scopeOf(after)];
        for (const id of ['azure-units', 'azure-units-needed', 'azure-units-bought', 'azure-billed-per-day']) {
          const [few, many] = [low.number(`quantity.${id}`), high.number(`quantity.${id}`)];
          expect([id, many.low >= few.low, many.high >= few.high]).toEqual([id, true, true]);
        }
      }),
      repeatable(300),
    );
  });
});

/** Everything that a decision says of the backplanes, from best to worst, but no sentences: those repeat the user's lists. */
const ranking = (site: Answers, except: readonly string[] = []) => {
  const { outcome, recommended, verdicts } = decideOn(site);
  const others = verdicts.filter(({ backplane }) => !except.includes(backplane));
  const silent = others.map(({ backplane, status, variant, criteria, unless }) => ({ backplane, status, variant, criteria, unless }));
  return except.length ? silent.map(({ backplane, status, unless }) => ({ backplane, status, unless })) : [outcome, recommended, silent];
};

describe('what does not matter', () => {
  test('products that carry no messages change nothing', () => {
    fc.assert(
      fc.property(sites, fc.constantFrom(...unrelated), (site, product) => {
        const { before, after } = withProduct(site, product);
        expect(ranking(after)).toEqual(ranking(before));
      }),
      repeatable(500),
    );
  });

  test('a product changes the status of the backplane that it carries, and of no other', () => {
    const products = Object.entries(carriers).flatMap(([backplane, all]) => all.map((product) => ({ backplane, product })));
    const byName = (all: unknown): unknown[] => (all as { backplane: string }[]).sort((a, b) => (a.backplane < b.backplane ? -1 : 1));
    fc.assert(
      fc.property(sites, fc.constantFrom(...products), (site, { backplane, product }) => {
        const { before, after } = withProduct(site, product);
        expect(byName(ranking(after, [backplane]))).toEqual(byName(ranking(before, [backplane])));
      }),
      repeatable(800),
    );
  });

  test('facts that bring prerequisites and warnings alone change no verdict', () => {
    const advisory = ['distributed-cache', 'data-protection-shared', 'redis-topology', 'redis-shared', 'database-schema-rights'];
    const others = ['clients', 'regions', 'registered-backplane', 'skip-negotiation-setting'];
    const questions = ruleBase.questions.filter(({ id }) => [...advisory, ...others].includes(id));
    const answers = questions.flatMap((question) => valuesToTry(question).map((value) => ({ [question.id]: value, id: question.id })));
    fc.assert(
      fc.property(sites, fc.constantFrom(...answers), (site, { id, ...answer }) => {
        expect(ranking({ ...site, ...answer })).toEqual(ranking({ ...site, [id]: 'unknown' }));
      }),
      repeatable(500),
    );
  });

  test('the order of answers changes nothing, that of lists nothing but the order in sentences', () => {
    const shuffled = sites.chain((site) =>
      fc.tuple(fc.constant(site), fc.shuffledSubarray(Object.entries(site), { minLength: Object.keys(site).length })),
    );
    fc.assert(
      fc.property(shuffled, ([site, entries]) => {
        expect(decideOn(Object.fromEntries(entries))).toEqual(decideOn(site));
        const reversed = entries.map(([id, value]) => [id, Array.isArray(value) ? [...value].reverse() : value]);
        expect(ranking(Object.fromEntries(reversed))).toEqual(ranking(site));
      }),
      repeatable(500),
    );
  });
});
