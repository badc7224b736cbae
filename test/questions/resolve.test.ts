/** One answer per question, from the strongest source that has one, with where it came from. */
import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { type Answer, type Fact, type ProvenanceOfFact, UserError } from '../../src/knowledge/types.js';
import { missingAnswers } from '../../src/questions/missing-answers.js';
import { environmentNameOf } from '../../src/questions/names.js';
import { commandLine, resolve, type Sources } from '../../src/questions/resolve.js';

const ruleBase = loadBuiltIn();
const nothing: Sources = { flags: [], environment: {}, file: [], detected: [] };
const fact = (id: string, value: Answer, provenance: ProvenanceOfFact): Fact => ({ id, value, provenance });

/** Of each type, four different answers. */
const ofEachType: [id: string, answers: Answer[]][] = [
  ['database', ['sqlite', 'mysql', 'postgresql', 'other']],
  ['infrastructure', [[], ['redis'], ['nats', 'ncache'].sort().reverse(), ['orleans']]],
  ['servers', [1, 2, 3, 4]],
  ['messages-per-second', [0, 0.5, 1.5, 1000]],
  ['umbraco-version', ['17.10', '17.1', '16', '18.0.0-rc1']],
];
const asText = (value: Answer): string => (Array.isArray(value) ? value.join(',') || 'none' : String(value));

describe.each(ofEachType)('%s', (id, [a = '', b = '', c = '', d = '']) => {
  const all: Sources = {
    flags: [fact(id, a, 'flag')],
    environment: { [environmentNameOf(id)]: asText(b) },
    file: [fact(id, c, 'file')],
    detected: [fact(id, d, 'detected')],
  };
  test.each<[ProvenanceOfFact, Answer, Partial<Sources>]>([
    ['flag', a, {}],
    ['env', b, { flags: [] }],
    ['file', c, { flags: [], environment: {} }],
    ['detected', d, { flags: [], environment: {}, file: [] }],
  ])('comes from: %s', (provenance, value, without) => {
    const { facts } = resolve(ruleBase, { ...all, ...without });
    const sorted = Array.isArray(value) ? expect.arrayContaining(value) : value;
    expect(facts).toEqual([{ id, value: sorted, provenance }]);
  });

  test('unknown is an answer, and not asked of a weaker source', () => {
    expect(resolve(ruleBase, { ...all, flags: [fact(id, 'unknown', 'flag')] }).facts).toEqual([fact(id, 'unknown', 'flag')]);
  });
});

describe('the environment', () => {
  const answers = (environment: Record<string, string | undefined>): Fact[] => resolve(ruleBase, { ...nothing, environment }).facts;

  test.each(['', ' ', '\t\n'])('an empty variable (%j) counts as unset', (text) => {
    expect(resolve(ruleBase, { ...nothing, environment: { BACKPLANE_SERVERS: text, BACKPLANE_SERVRES: text } })).toEqual({
      facts: [],
      notes: [],
    });
  });

  test('a list is comma-separated, "none" the empty one', () => {
    expect(answers({ BACKPLANE_INFRASTRUCTURE: 'nats, redis' })).toEqual([fact('infrastructure', ['redis', 'nats'], 'env')]);
    expect(answers({ BACKPLANE_INFRASTRUCTURE: 'none' })).toEqual([fact('infrastructure', [], 'env')]);
  });

  test('every invalid value is named with its variable: exit 2', () => {
    const environment = { BACKPLANE_SERVERS: 'two', BACKPLANE_DATABASE: 'sqlservr', BACKPLANE_HOST: 'umbraco' };
    const message =
      /^BACKPLANE_SERVERS: found "two"; expected a whole number.*\nBACKPLANE_DATABASE: found "sqlservr"; .*Did you mean "sql-server"\?$/;
    expect(() => answers(environment)).toThrow(message);
    expect(() => answers(environment)).toThrow(expect.objectContaining({ exitCode: 2 }) as UserError);
  });

  test('an invalid value is an error even where a flag answers', () => {
    const sources = { ...nothing, flags: [fact('servers', 2, 'flag')], environment: { BACKPLANE_SERVERS: 'two' } };
    expect(() => resolve(ruleBase, sources)).toThrow(UserError);
  });

  test.each([
    ['BACKPLANE_SERVER', ' Did you mean "BACKPLANE_SERVERS"?'],
    ['BACKPLANE_MAXSERVERS', ' Did you mean "BACKPLANE_MAX_SERVERS"?'],
    ['BACKPLANE_FOO', ''],
    ['BACKPLANE_', ''],
  ])('%s is no question: a warning, with the nearest name if one is near', (name, meant) => {
    expect(resolve(ruleBase, { ...nothing, environment: { [name]: '2' } })).toEqual({
      facts: [],
      notes: [`Warning: the environment variable ${name} is not a question and is not used.${meant}`],
    });
  });

  test('variables of others are not looked at', () => {
    expect(resolve(ruleBase, { ...nothing, environment: { PATH: '/bin', SERVERS: '2' } })).toEqual({ facts: [], notes: [] });
  });
});

test('an answer that nothing reads is kept, with a note', () => {
  const deaf = { ...ruleBase, questions: ruleBase.questions.map((one) => ({ ...one, influences: one.id !== 'servers' })) };
  const stated = resolve(deaf, { ...nothing, file: [fact('servers', 2, 'file')] });
  expect(stated).toEqual({
    facts: [fact('servers', 2, 'file')],
    notes: ['Note: servers has no influence on the decision: no rule reads it.'],
  });
  expect(resolve(deaf, { ...nothing, detected: [fact('servers', 2, 'detected')] }).notes).toEqual([]);
});

test('of missing answers the three that decide first are named, how many may follow, and three ways on', () => {
  const ids = ['servers', 'sticky-sessions', 'platform', 'database', 'cloud'];
  const questions = ids.flatMap((id) => ruleBase.questions.filter((one) => one.id === id));
  const { message, exitCode, details } = missingAnswers(questions, 'estimate');
  expect(exitCode).toBe(2);
  for (const part of [
    '--servers',
    'How many servers',
    'a whole number (servers), at least 1',
    '--sticky-sessions',
    'yes, no',
    '--platform',
  ])
    expect(message).toContain(part);
  expect(message).toMatch(/aks, aws-ec2.* or \d+ others: backplane explain platform/);
  expect(message).not.toContain('--database');
  for (const part of ['Up to 2 more', 'backplane estimate --servers', 'backplane init', '--missing unknown'])
    expect(message).toContain(part);
  expect(details?.missing).toMatchObject(ids.map((id) => ({ id, flag: `--${id}` })));
  expect(missingAnswers(questions.slice(0, 1), 'advise').message).toMatch(/^One answer is missing.*\n {2}--servers.*\n.*\nThree ways on/);
  // The way on leads to the same site.
  const elsewhere = missingAnswers(questions, 'advise', 'my site').message;
  expect(elsewhere).toContain("backplane init 'my site'");
  expect(elsewhere).toContain("backplane advise 'my site' --servers");
});

describe('the command line that gives the same decision', () => {
  test('states every answer that was not assumed, whoever gave it', () => {
    const facts = [
      fact('host', 'umbraco', 'detected'),
      fact('umbraco-version', '17.10', 'file'),
      fact('servers', 2, 'prompt'),
      fact('max-servers', 2, 'assumed'),
      fact('environment', 'unknown', 'prompt'),
      fact('infrastructure', ['redis', 'nats'], 'env'),
      fact('needs', [], 'flag'),
    ];
    expect(commandLine('advise', facts, ['--missing', 'unknown'], 'my site')).toBe(
      "backplane advise 'my site' --host umbraco --umbraco-version 17.10 --servers 2 --environment unknown --infrastructure redis,nats --needs none --missing unknown",
    );
  });

  test.each([
    ['site', 'site'],
    ['my site', "'my site'"],
    ["it's", "'it'\\''s'"],
    ['$HOME/`x`;"y"', '\'$HOME/`x`;"y"\''],
    ['-site', './-site'],
    ['', "''"],
  ])('a folder %j is said as a shell reads it', (folder, said) => {
    expect(commandLine('advise', [], [], folder)).toBe(`backplane advise ${said}`);
  });
});
