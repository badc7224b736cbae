import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { openQuestions } from '../../src/decide/relevance.js';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { type Answer, type Fact, unknown } from '../../src/knowledge/types.js';
import { askQuestions, type NextQuestion } from '../../src/questions/wizard.js';

const ruleBase = loadBuiltIn();
const options = { asOf: '2026-11-23' };
const order = ruleBase.questions.map(({ id }) => id);

const facts = (answers: Record<string, Answer>): Fact[] =>
  Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));

/** Runs the questions with somebody who answers from a table, and takes what is assumed, or does not know, where it says nothing. */
async function interview(
  stated: Record<string, Answer>,
  answers: Record<string, Answer>,
): Promise<{ asked: NextQuestion[]; result: Fact[] }> {
  const asked: NextQuestion[] = [];
  const result = await askQuestions(ruleBase, facts(stated), options, async (next) => {
    asked.push(next);
    return answers[next.question.id] ?? next.assumed?.value ?? unknown;
  });
  return { asked, result };
}

const idsOf = (asked: readonly NextQuestion[]): string[] => asked.map(({ question }) => question.id);

describe('the wizard', () => {
  const umbraco = { host: 'umbraco', 'umbraco-version': '17.8.1', 'target-framework': 'net10.0' };

  it('asks whether one server may become several, with what is assumed as the default, and nothing else', async () => {
    const { asked } = await interview({ ...umbraco, 'load-balanced-part': 'none', 'own-hubs': 'no' }, { servers: 1 });
    expect(asked.map(({ question, assumed }) => [question.id, assumed?.value])).toEqual([
      ['servers', undefined],
      ['max-servers', 1],
      ['processes-per-server', 1],
    ]);
  });

  it('asks for the answer in doubt again, once, where answers contradict each other', async () => {
    const { asked, result } = await interview(
      { host: 'aspnetcore', 'target-framework': 'net10.0', servers: 3, 'sticky-sessions': 'yes' },
      { platform: 'azure-vm', 'load-balancer': 'dns' },
    );
    const again = asked.filter(({ contradiction }) => contradiction !== undefined);
    expect(idsOf(again)).toEqual(['load-balancer']);
    expect(again[0]?.contradiction).toContain('DNS');
    // Who gives the same answer again means it.
    expect(result.find(({ id }) => id === 'load-balancer')?.value).toBe('dns');
  });

  it('goes on asking where the assumption was wrong', async () => {
    const { asked } = await interview(
      { ...umbraco, 'load-balanced-part': 'backoffice', 'own-hubs': 'no' },
      { servers: 1, 'max-servers': 3 },
    );
    expect(idsOf(asked).slice(0, 2)).toEqual(['servers', 'max-servers']);
    expect(idsOf(asked)).toContain('sticky-sessions');
  });

  it('does not ask for what another answer says', async () => {
    const { asked } = await interview(
      { host: 'aspnetcore', 'target-framework': 'net10.0' },
      { servers: 3, platform: 'azure-app-service', 'sticky-sessions': 'no' },
    );
    expect(idsOf(asked)).toContain('platform');
    expect(idsOf(asked)).not.toContain('cloud');
    expect(idsOf(asked)).not.toContain('load-balancer');
  });

  it('asks nothing where everything is settled', async () => {
    const { asked } = await interview(
      { ...umbraco, 'load-balanced-part': 'none', servers: 1, 'max-servers': 1, 'processes-per-server': 1, 'own-hubs': 'no' },
      {},
    );
    expect(asked).toEqual([]);
  });

  it('keeps what was stated, marks what was answered, and returns both in the order of the catalogue', async () => {
    const { result, asked } = await interview({ servers: 1, ...umbraco }, { 'load-balanced-part': 'none' });
    expect(result.find(({ id }) => id === 'servers')?.provenance).toBe('flag');
    for (const { question } of asked) expect(result.find(({ id }) => id === question.id)?.provenance).toBe('prompt');
    expect(result.map(({ id }) => id)).toEqual(order.filter((id) => result.some((fact) => fact.id === id)));
  });

  describe('is pleasant for', () => {
    const everydayAnswers = {
      environment: 'production',
      'own-hubs': 'no',
      'sticky-sessions': 'yes',
      websockets: 'yes',
      'concurrent-connections': 40,
      'messages-per-second': 1,
      'peak-messages-per-second': 5,
      'message-bytes': 500,
      audience: 'groups',
      'recipients-per-message': 3,
      'traffic-pattern': 'sporadic',
      'tolerated-delay-ms': 1000,
      'monthly-budget-usd': 100,
      infrastructure: [],
      priority: 'simplicity',
    };
    const detected = { ...umbraco, database: 'sql-server' };
    const backoffice = { ...everydayAnswers, 'load-balanced-part': 'backoffice', servers: 2 };
    it.each<[site: string, stated: Record<string, Answer>, answers: Record<string, Answer>, most: number]>([
      [
        'a backoffice on two Linux servers with Redis',
        detected,
        {
          ...backoffice,
          platform: 'linux-vm',
          cloud: 'on-premises',
          'load-balancer': 'nginx',
          infrastructure: ['redis'],
          'redis-region': 'same',
        },
        15,
      ],
      ['a backoffice on App Service', { ...umbraco, database: 'azure-sql-database' }, { ...backoffice, platform: 'azure-app-service' }, 20],
      [
        'a farm of IIS without affinity',
        detected,
        { ...backoffice, platform: 'iis', cloud: 'on-premises', 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no' },
        20,
      ],
      ['front ends', detected, { ...everydayAnswers, 'load-balanced-part': 'frontend-only', servers: 3 }, 5],
      ['one server', detected, { ...everydayAnswers, 'load-balanced-part': 'none', servers: 1 }, 5],
      ['Umbraco Cloud', detected, { ...backoffice, platform: 'umbraco-cloud' }, 6],
      [
        'an app with hubs on AKS',
        { host: 'aspnetcore', 'target-framework': 'net10.0' },
        {
          ...everydayAnswers,
          servers: 3,
          platform: 'aks',
          'load-balancer': 'ingress-nginx',
          'clients-skip-negotiation': 'no',
          database: 'postgresql',
        },
        20,
      ],
    ])('%s: few questions, one section after the other', async (_, stated, answers, most) => {
      const { asked } = await interview(stated, answers);
      // A question that only another answer makes matter is asked after it.
      expect(asked.length, idsOf(asked).join(' ')).toBeLessThanOrEqual(most);
      // First the site, then the factors of the page: affinity, throughput, cost, infrastructure.
      const sections = [...new Set(asked.filter(({ assumed }) => !assumed).map(({ question }) => question.section))];
      const inOrder = ['site', 'hosting', 'affinity', 'throughput', 'cost', 'infrastructure', 'wishes', 'current-state'];
      expect(sections).toEqual(inOrder.filter((id) => sections.includes(id)));
    });
  });

  it('leaves nothing that would be missing in a pipeline, and asks nothing twice', async () => {
    const someAnswers = fc.record(
      Object.fromEntries(ruleBase.questions.map((question) => [question.id, fc.constantFrom(...valuesToTry(question), unknown)])),
    );
    await fc.assert(
      fc.asyncProperty(someAnswers, async (answers) => {
        const { asked, result } = await interview({}, answers);
        expect([...openQuestions(ruleBase, assume(ruleBase, result, options), options)]).toEqual([]);
        // Only what contradicts other answers is asked again.
        const first = asked.filter(({ contradiction }) => contradiction === undefined);
        expect(new Set(idsOf(first)).size).toBe(first.length);
      }),
      { numRuns: 10, seed: 20261123 },
    );
  }, 300_000);
});
