/** What everybody expects of a decision when one answer changes, on generated sites. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Judgement, measureOf, unlessOf } from '../../src/decide/judge.js';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import type { Answers } from '../oracle/site.js';
import { decideOn, judgedOn, ruleBase, scopeOf, usableOn } from './ask.js';
import { moreForTheMoney, moreOfEverything } from './better-carriers.js';
import { forAll, sites } from './sites.js';
import { carriers, eases, loads, tightenings, unrelated, type Variation, withProduct } from './variations.js';

/** A generated site before and after one of the variation's changes. */
const changed = ({ of }: Variation) =>
  fc.tuple(sites, fc.nat()).map(([site, which]) => {
    const all = of(site);
    return all[which % all.length] as (typeof all)[number];
  });

/** The usable backplanes of one site that are not usable on the other. */
function lost(from: Answers, to: Answers): string[] {
  const left = usableOn(to);
  return usableOn(from).filter((one) => !left.includes(one));
}

type Bounds = readonly [low: number, high: number];

/** Between which numbers a criterion lies; without bounds where nothing is known of it. */
function bounds(judgement: Judgement, criterion: string): Bounds {
  const { low, high } = measureOf(judgement, criterion) ?? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return [low, high];
}

const rises = (from: Bounds, to: Bounds): boolean => to[0] >= from[0] && to[1] >= from[1];

describe('what makes a site easier to serve loses no backplane', () => {
  test.each(eases)('$name', (ease) => {
    forAll(changed(ease), 300, ({ before, after }) => expect(lost(before, after)).toEqual([]));
  });

  test.each([
    ['more capacity of everything that carries messages', moreOfEverything(ruleBase)],
    ['lower prices', moreForTheMoney(ruleBase)],
  ])('%s', (_name, better) => {
    forAll(sites, 300, (site) => {
      expect(usableOn(site, better)).toEqual(expect.arrayContaining(usableOn(site)));
    });
  });
});

describe('what makes a site harder to serve gains no backplane', () => {
  test.each(tightenings)('$name', (tightening) => {
    forAll(changed(tightening), 600, ({ before, after }) => expect(lost(after, before)).toEqual([]));
  });
});

describe('more load leaves no more room, costs no less and brings no backplane back', () => {
  test.each(Object.entries(loads))('%s', (_id, load) => {
    forAll(changed(load), 400, ({ before, after }) => {
      const gained = lost(after, before);
      // Where SQL Server is polled, steady traffic keeps the polls quick, so more messages may bring it within the tolerated delay.
      expect(gained.filter((one) => one !== 'sql-server')).toEqual([]);
      const grown = judgedOn(after);
      for (const judgement of judgedOn(before)) {
        const { id } = judgement.backplane;
        const then = grown.find(({ backplane }) => backplane.id === id) ?? judgement;
        const [cost, dearer] = [bounds(judgement, 'monthly-cost'), bounds(then, 'monthly-cost')];
        expect(rises(cost, dearer), `${id}: ${cost} becomes ${dearer} USD`).toBe(true);
        // Leaving the Free tier of Azure SignalR is the one way in which more load brings more room; in production that tier is no choice.
        if (id === 'azure-signalr' && before.environment !== 'production') continue;
        const [room, left] = [bounds(judgement, 'capacity-headroom'), bounds(then, 'capacity-headroom')];
        expect(rises(left, room), `${id}: ${room} becomes ${left} times the peak`).toBe(true);
      }
      const [few, many] = [scopeOf(before), scopeOf(after)];
      for (const id of ['azure-units', 'azure-units-needed', 'azure-units-bought', 'azure-billed-per-day']) {
        const [now, then] = [few.number(`quantity.${id}`), many.number(`quantity.${id}`)];
        expect(
          rises([now.low, now.high], [then.low, then.high]),
          `${id}: ${now.low} to ${now.high} becomes ${then.low} to ${then.high}`,
        ).toBe(true);
      }
    });
  });
});

/** Of each backplane, from best to worst: what can be compared. Sentences repeat the user's lists. */
const standing = (site: Answers) =>
  judgedOn(site).map((judgement) => ({ backplane: judgement.backplane.id, status: judgement.status, unless: unlessOf(judgement) }));

describe('what does not matter', () => {
  test('products that carry no messages change nothing', () => {
    forAll(fc.tuple(sites, fc.constantFrom(...unrelated)), 500, ([site, product]) => {
      const { before, after } = withProduct(site, product);
      expect(standing(after)).toEqual(standing(before));
    });
  });

  test('a product changes the status of the backplane that it carries, and of no other', () => {
    const products = Object.entries(carriers).flatMap(([backplane, all]) => all.map((product) => [backplane, product] as const));
    forAll(fc.tuple(sites, fc.constantFrom(...products)), 800, ([site, [carried, product]]) => {
      const { before, after } = withProduct(site, product);
      const others = (one: Answers) =>
        Object.fromEntries(standing(one).map(({ backplane, ...rest }) => [backplane, backplane === carried || rest]));
      expect(others(after)).toEqual(others(before));
    });
  });

  test('facts that bring prerequisites and warnings alone change no verdict', () => {
    const advisory = ['distributed-cache', 'data-protection-shared', 'redis-topology', 'redis-shared', 'database-schema-rights'];
    // Not "clients": mobile apps leave open whether WebSockets can be used, on which skipped negotiation rests.
    const others = ['regions', 'registered-backplane', 'skip-negotiation-setting'];
    const questions = ruleBase.questions.filter(({ id }) => [...advisory, ...others].includes(id));
    const answers = questions.flatMap((question) => valuesToTry(question).map((value) => ({ id: question.id, value })));
    forAll(fc.tuple(sites, fc.constantFrom(...answers)), 500, ([site, { id, value }]) => {
      expect(standing({ ...site, [id]: value })).toEqual(standing({ ...site, [id]: 'unknown' }));
    });
  });

  test('the order of answers changes nothing, that of lists nothing but the order in sentences', () => {
    const shuffled = sites.chain((site) =>
      fc.tuple(fc.constant(site), fc.shuffledSubarray(Object.entries(site), { minLength: Object.keys(site).length })),
    );
    forAll(shuffled, 500, ([site, entries]) => {
      expect(decideOn(Object.fromEntries(entries))).toEqual(decideOn(site));
      const reversed = entries.map(([id, value]) => [id, Array.isArray(value) ? [...value].reverse() : value]);
      expect(standing(Object.fromEntries(reversed))).toEqual(standing(site));
    });
  });
});

describe('what nobody knows excludes nothing', () => {
  /** One of the stated answers. */
  const forgotten = fc.tuple(sites, fc.nat()).map(([site, which]) => {
    const stated = Object.keys(site).filter((id) => site[id] !== 'unknown');
    return { site, id: stated[which % stated.length] ?? 'host' };
  });

  test('an answer replaced by "unknown" loses no backplane', () => {
    forAll(forgotten, 2000, ({ site, id }) => {
      // One server, and a part that several serve: of answers that contradict each other one is wrong, and the other then counts.
      if (decideOn(site).contradictions.length > 0) return;
      // Not stated counts as no (names.md).
      if (id === 'sticky-sessions-possible') return;
      // Fewer hubs than Umbraco itself maps: while the count is believed, fewer connections are needed than by any other one.
      if (id === 'hub-count' && Number(site[id]) <= 3) return;
      // A service that nobody stated is not paid for: its price counts (acceptance cases cost-1 and cost-3).
      const priced = id === 'infrastructure' ? ['azure-signalr'] : [];
      expect(lost(site, { ...site, [id]: 'unknown' }).filter((one) => !priced.includes(one))).toEqual([]);
    });
  });

  test('nor does a version of which the last parts are not known', () => {
    const versions = ['13.16.4', '16.5.1', '17.0.0', '17.4.1', '17.4.2', '17.5.0', '17.8.1', '18.3.1'];
    forAll(fc.tuple(sites, fc.constantFrom(...versions), fc.constantFrom(1, 2)), 800, ([site, version, known]) => {
      const partial = version.split('.').slice(0, known).join('.');
      expect(lost({ ...site, 'umbraco-version': version }, { ...site, 'umbraco-version': partial })).toEqual([]);
    });
  });
});
