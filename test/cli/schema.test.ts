// The published schemas say what the program does: they accept the answers that it reads, and describe everything that it prints.
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { names } from '../../src/cli/commands/schema.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import type { Question } from '../../src/knowledge/types.js';
import { parseAnswersFile } from '../../src/questions/answers-file.js';
import { decisionSchema, planSchema, schemaNames } from '../../src/schemas/index.js';
import { siteFolder } from '../plan/site.js';
import { backplane, flags } from './fake-terminal.js';

const ruleBase = loadBuiltIn();
const printed = async (name: string): Promise<object> => JSON.parse((await backplane(['schema', name])).out);
const farm = { 'load-balanced-part': 'backoffice', servers: 2, 'sticky-sessions': 'no', missing: 'unknown' };
const redis = { ...farm, websockets: 'yes', infrastructure: 'redis', 'redis-region': 'same' };

it('prints each schema that there is', async () => {
  expect(names).toEqual(schemaNames);
  for (const name of names) expect(new Ajv().compile(await printed(name))).toBeTypeOf('function');
  expect(await backplane(['schema', 'answer'])).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "answers"?') });
});

describe('the schema of the answers', async () => {
  const validate = new Ajv().compile(await printed('answers'));
  const isRead = (answers: object): boolean => {
    try {
      parseAnswersFile('backplane.yaml', stringify(answers), ruleBase.questions);
      return true;
    } catch {
      return false;
    }
  };
  const good = ({ type, choices, samples, minimum = 1, maximum }: Question): unknown[] => [
    'unknown',
    ...choices.map(({ value }) => value),
    ...(type === 'list' ? ['none', [], choices.map(({ value }) => value), `${choices[0]?.value}, ${choices.at(-1)?.value}`] : []),
    ...(type === 'version' ? [...samples.map(String), 17, '17.8.1-rc1'] : []),
    ...(type === 'integer' || type === 'number' ? [minimum, ...(maximum === undefined ? [] : [maximum])] : []),
  ];
  const bad = ({ type, minimum = 0, maximum = Number.MAX_VALUE }: Question): unknown[] => [
    'nonsense',
    null,
    { a: 1 },
    ...(type === 'list' ? [['nonsense'], 'nonsense, none'] : [['unknown', 'unknown']]),
    ...(type === 'integer' ? [1.5] : []),
    ...(type === 'integer' || type === 'number' ? [minimum - 1, ...(maximum < Number.MAX_VALUE ? [maximum + 1] : [])] : []),
  ];

  it.each(ruleBase.questions.map((question) => [question.id, question] as const))(
    'accepts what the program reads for %s',
    (id, question) => {
      for (const value of good(question)) expect([value, validate({ [id]: value }), isRead({ [id]: value })]).toEqual([value, true, true]);
      for (const value of bad(question)) expect([value, validate({ [id]: value }), isRead({ [id]: value })]).toEqual([value, false, false]);
    },
  );

  it('refuses what is no question', () => {
    expect(validate({ 'sticky-session': 'yes' })).toBe(false);
  });
});

describe('the schemas of what is printed', () => {
  // As published they allow keys that are added later; here none may be missing.
  const complete = (schema: z.ZodType) => new Ajv().compile(z.toJSONSchema(schema, { target: 'draft-7', io: 'output' }));

  it.each([
    ['a recommendation', redis],
    ['nothing eligible', { ...farm, 'umbraco-version': '16.0.0', host: 'umbraco' }],
    ['none needed', { ...farm, servers: 1 }],
    ['what the platform provides', { ...farm, platform: 'umbraco-cloud' }],
    ['nothing known', { missing: 'unknown' }],
  ])('describe every key of a decision: %s', async (_, answers) => {
    const { out } = await backplane(['advise', ...flags(answers), '--format', 'json']);
    const validate = complete(decisionSchema);
    validate(JSON.parse(out));
    expect(validate.errors).toBeNull();
    const published = new Ajv().compile(await printed('decision'));
    expect(published({ ...JSON.parse(out), added: 'later' })).toBe(true);
    expect(published({ ...JSON.parse(out), outcome: 'maybe' })).toBe(false);
  });

  it('describe every key of a plan', async () => {
    const { out } = await backplane(['generate', '.', ...flags(redis), '--dry-run', '--format', 'json'], { folder: siteFolder() });
    const validate = complete(planSchema);
    validate(JSON.parse(out));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(out).changes.map(({ state }: { state: string }) => state)).toEqual(expect.arrayContaining(['create', 'edit']));
  });
});
