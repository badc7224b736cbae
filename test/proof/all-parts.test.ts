// Whatever the decision: every part of every group renders, and nothing leaves the project folder. Without dotnet, and without the tools that read the files.
import { expect, it } from 'vitest';
import { isInsideProject } from '../../src/plan/disk/project-path.js';
import { anySite } from '../oracle/answers.js';
import { randomFrom } from '../oracle/draw.js';
import { type Answers, decisionFor, everyGroup, planOf, ruleBase, wonBy } from './decided-site.js';
import { templates } from './render.js';

const platforms = Object.keys(ruleBase.platforms);
// Nobody may know which one it is, too.
const loadBalancers = [...Object.keys(ruleBase.loadBalancers), 'unknown'];
const backplanes = ruleBase.backplanes.map(({ id }) => id);
const frameworks = ['net8.0', 'net9.0', 'net10.0'];
const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

/** Every load balancer on every platform, once. */
const pairs = loadBalancers.flatMap((loadBalancer, row) =>
  platforms.map((platform, column) => ({ loadBalancer, platform, turn: row + column })),
);

/** What the code of a site may do itself; most do nothing. */
const doneAlready: Answers[] = [
  {},
  {},
  {},
  { 'load-balancing-calls': ['server-role'], 'data-protection-configured': 'yes' },
  { 'load-balancing-calls': ['isolated-caches'] },
];

/** A site at random, but for its load balancer and platform; the hosts take turns, and now and then nobody knows. */
function site({ loadBalancer, platform, turn }: (typeof pairs)[number], seed: number): Answers {
  // Umbraco Cloud hosts nothing else, and provides everything.
  const host = platform === 'umbraco-cloud' ? 'umbraco' : seed % 13 === 0 ? 'unknown' : at(['umbraco', 'aspnetcore'], turn);
  return { ...anySite(randomFrom(seed)), ...at(doneAlready, seed), host, platform, 'load-balancer': loadBalancer };
}

const met = { parts: new Set<string>(), hosts: new Set<string>() };

it(`${pairs.length} sites: every load balancer on every platform, with the backplane that wins or another one`, () => {
  for (const [index, pair] of pairs.entries()) {
    // Some need no backplane, or have one from the platform.
    const found = [0, 1, 2, 3].map((more) => site(pair, index * 4 + more)).find((one) => decisionFor(one).verdicts.length > 0);
    if (!found) continue;
    const [answers, decision] = [found, decisionFor(found)];
    const other = wonBy(decision, at(backplanes, pair.turn));
    for (const one of decision.outcome === 'backplane' && index % 4 === 0 ? [decision, other] : [other]) {
      const targetFrameworks = [at(frameworks, index)];
      // A mistake in a template throws here, and so do two parts that write one file.
      const { plan, parts } = planOf(answers, everyGroup, { decision: one, on: { targetFrameworks } });
      for (const { path, after } of plan.changes) {
        expect(isInsideProject(path), path).toBe(true);
        // What a template got wrong without an error.
        expect(after, path).not.toMatch(/\bundefined\b|\[object |\{\{|NaN|Infinity/);
        expect(after, path).not.toBe('');
      }
      for (const { text } of plan.steps) expect(text).not.toMatch(/\bundefined\b|\[object |\{\{/);
      for (const part of parts) met.parts.add(part.id);
      met.hosts.add(`${answers.host} ${one.recommended}`);
    }
  }
}, 600_000);

it('have met every part, and every backplane on both hosts', () => {
  const places = [...Object.values(ruleBase.loadBalancers), ...Object.values(ruleBase.platforms), ...ruleBase.backplanes];
  const all = [...ruleBase.parts, ...places.flatMap(({ parts }) => parts)].map(({ id }) => id);
  expect(all.filter((id) => !met.parts.has(id))).toEqual([]);
  const onHosts = ['umbraco', 'aspnetcore'].flatMap((host) => backplanes.map((backplane) => `${host} ${backplane}`));
  expect(onHosts.filter((one) => !met.hosts.has(one))).toEqual([]);
});

it('a template that asks for a value that nobody gives would be noticed', () => {
  const answers = site({ loadBalancer: 'nginx', platform: 'linux-vm', turn: 0 }, 0);
  const decision = wonBy(decisionFor(answers), 'redis');
  expect(() => planOf(answers, everyGroup, { decision, values: { report: {} } })).toThrow('documents/decision-record.md.hbs');
});

it('no value stands in a template without an escape, but numbers, days and names of our own', () => {
  const ours = [
    'else',
    '@index',
    'port',
    'replicas',
    'facts.servers',
    'quantities.azureUnitsBought.high',
    'quantities.azureUnitsBought.low',
    'quantities.watchConnections.high',
    'quantities.watchRedisMessages.high',
    'day',
  ];
  const named = ['id', 'this', 'name', 'key', 'message', 'variable', 'needs', 'written', 'carrier'];
  const bare = Object.entries(templates).flatMap(([template, text]) =>
    [...text.matchAll(/\{\{\{?~?\s*([\w@.]+)\s*~?\}/g)].map(([, value = '']) => ({ template, value })),
  );
  expect(bare.length).toBeGreaterThan(20);
  expect(bare.filter(({ value }) => ![...ours, ...named].includes(value))).toEqual([]);
});
