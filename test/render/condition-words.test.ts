/** Conditions and formulas as people read them: what stands in YAML, and what is said. */
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import { conditionInWords } from '../../src/render/words/condition-words.js';
import { formulaInWords } from '../../src/render/words/formula-words.js';
import { inOneLine } from '../../src/render/words/phrase.js';
import { folderWith } from '../cli/folder-with.js';
import { rulesFolder } from '../knowledge/rules-in-tree.js';

const conditions: [unknown, string][] = [
  ['farm', 'more than one process serves clients (farm)'],
  [{ not: 'farm' }, 'it is not so that more than one process serves clients (farm)'],
  [{ all: ['farm', { 'sticky-sessions': 'no' }] }, 'all of: more than one process serves clients (farm); sticky-sessions is no'],
  [
    { any: [{ host: 'umbraco' }, { all: ['farm', { servers: { 'more-than': 1000 } }] }] },
    'any of: host is Umbraco; (all of: more than one process serves clients (farm); servers is more than 1,000)',
  ],
  [{ not: { any: ['farm', { host: 'umbraco' }] } }, 'none of: more than one process serves clients (farm); host is Umbraco'],
  [{ not: { all: ['farm', { host: 'umbraco' }] } }, 'not all of: more than one process serves clients (farm); host is Umbraco'],
  [{ all: ['farm'] }, 'more than one process serves clients (farm)'],
  [{ database: ['sql-server', 'postgresql', 'none'] }, 'database is SQL Server, PostgreSQL or no database'],
  [{ not: { database: 'sql-server' } }, 'database is not SQL Server'],
  [{ infrastructure: ['redis', 'valkey'] }, 'infrastructure includes Redis or Valkey'],
  [{ not: { needs: 'client-results' } }, 'needs does not include client results'],
  [{ known: 'database' }, 'database is known'],
  [{ not: { known: 'database' } }, 'database is not known'],
  [{ certain: { 'distributed-cache': 'yes' } }, 'it is certain that distributed-cache is yes'],
  [{ not: { certain: { environment: 'test' } } }, 'it is not certain that environment is a test environment'],
  [{ 'umbraco-version': { version: '>=17.5 <18 || >=18.1' } }, 'umbraco-version is 17.5 or later and before 18, or 18.1 or later'],
  [{ 'measure.monthly-cost': { 'more-than': 'monthly-budget-usd' } }, 'additional cost a month is more than monthly-budget-usd'],
  [{ 'quantity.peak-sends': { 'at-least': 10000 } }, 'peak-sends is at least 10,000 messages/s'],
  [
    { 'monthly-budget-usd': { 'less-than': 'price.azure-managed-redis-b0' } },
    'monthly-budget-usd is less than the price of Azure Managed Redis, Balanced B0',
  ],
  [{ today: { 'at-least': '2028-09-30' } }, 'the day of the decision is 2028-09-30 or later'],
  [{ 'backplane.needs-affinity': 'yes' }, 'needs-affinity of the backplane is yes'],
  [{ 'load-balancer.affinity': ['cookie', 'header'] }, 'affinity of the load balancer is cookie or header'],
  [{ 'decision.backplane': 'azure-signalr' }, 'the recommended backplane is Azure SignalR Service'],
];

const formulas: [unknown, string, string][] = [
  [5, '1', '5'],
  [{ value: 1500, unit: 'ms' }, 'ms', '1,500 ms'],
  [{ low: 1, high: 2, unit: 'hubs' }, 'hubs', '1 to 2 hubs'],
  ['servers', 'servers', 'servers'],
  [{ divide: [{ value: 20000, unit: 'messages/s' }, 'quantity.peak-sends'] }, '1', '20,000 messages/s divided by peak-sends'],
  [{ add: ['servers', { max: ['servers', 'max-servers'] }] }, 'servers', 'servers plus (the larger of servers and max-servers)'],
  [{ 'round-up': 'servers', to: [1, 2, 5] }, 'servers', 'servers rounded up to 1, 2 or 5'],
  [
    // biome-ignore lint/suspicious/noThenProperty: the language says if, then, else.
    { if: 'farm', then: 'servers', else: { value: 1, unit: 'server' } },
    'servers',
    'depending on the answers: if more than one process serves clients (farm): servers; otherwise: 1 server',
  ],
  [
    { choose: 'audience', cases: { broadcast: 'servers', groups: 'max-servers', single: { value: 1, unit: 'server' } } },
    'servers',
    'depending on audience: every client: servers; groups or users: max-servers; one client: 1 server',
  ],
];

const ruleBase = loadRulesFolders([
  rulesFolder,
  folderWith({
    'own.yaml': stringify({
      definitions: conditions.map(([when], index) => ({ id: `own-condition-${index}`, means: 'Something.', when })),
      quantities: formulas.map(([formula, unit], index) => ({
        id: `own-quantity-${index}`,
        unit: unit === '1' ? 'x/x' : unit,
        means: 'Something.',
        formula,
        source: 'ranking',
      })),
    }),
  }),
]);

describe('a condition reads as English', () => {
  test.each(conditions.map(([when, words], index) => [JSON.stringify(when), words, index] as const))('%s', (_, words, index) => {
    const condition = ruleBase.definitions[`own-condition-${index}`]?.when;
    expect(condition && inOneLine(conditionInWords(ruleBase, condition))).toBe(words);
  });
});

describe('a formula reads as English, with units', () => {
  test.each(formulas.map(([formula, , words], index) => [JSON.stringify(formula), words, index] as const))('%s', (_, words, index) => {
    const formula = ruleBase.quantities[`own-quantity-${index}`]?.formula;
    expect(formula && inOneLine(formulaInWords(ruleBase, formula))).toBe(words);
  });
});
