/**
 * The catalogue of questions is a public contract: ids, types, choices and their order stand in pipelines and answers files.
 * names.json holds what was promised. It is changed by hand, and only together with the changelog.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { Scope } from '../../src/decide/scope.js';
import { loadRuleBase, type RuleText } from '../../src/knowledge/load/load.js';
import { type RuleFileContent, readRuleFile } from '../../src/knowledge/load/rule-file.js';
import type { Answer, Fact } from '../../src/knowledge/types.js';

interface Name {
  section: string;
  id: string;
  type: string;
  unit?: string;
  choices?: string[];
}

const rules = new URL('../../rules/', import.meta.url);
const text = (path: string): RuleText => ({ path, text: readFileSync(new URL(path, rules), 'utf8') });
const filesIn = (folder: string): RuleText[] =>
  readdirSync(new URL(folder, rules))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => text(`${folder}${name}`));
const contentsOf = (texts: RuleText[]): RuleFileContent[] => texts.map((file) => readRuleFile(file.path, file.text).content);

const names = JSON.parse(readFileSync(new URL('names.json', import.meta.url), 'utf8')) as Name[];
const catalogue = filesIn('questions/');
const contents = contentsOf(catalogue);
const questions = contents.flatMap((content) => content.questions ?? []);
const sections = contents.flatMap((content) => content.sections ?? []);
const byId = new Map(questions.map((question) => [question.id, question]));

describe('the names that were promised', () => {
  it('are all asked for, in the promised order', () => {
    const promised = new Set(names.map(({ id }) => id));
    expect(questions.map(({ id }) => id).filter((id) => promised.has(id))).toEqual(names.map(({ id }) => id));
  });

  it.each(names)('$id keeps its section, type and unit', ({ id, section, type, unit }) => {
    const question = byId.get(id);
    expect(sections.find((one) => one.id === question?.section)?.title).toBe(section);
    expect(question?.type).toBe(type);
    // The catalogue may be more exact than the promise: "bytes/message" is a kind of "bytes", "USD/month" is "USD a month".
    const written = question?.unit?.replace('USD/month', 'USD a month') ?? '';
    expect(unit === undefined ? written === '' : written === unit || written.startsWith(`${unit}/`), `unit "${question?.unit}"`).toBe(true);
  });

  it.each(names.filter(({ choices }) => choices !== undefined))('$id keeps its choices', ({ id, choices = [] }) => {
    const question = byId.get(id);
    if (question?.['choices-from']) {
      const folder = question['choices-from'];
      const kind = { 'load-balancers': 'load-balancer', platforms: 'platform', proxies: 'proxy', backplanes: 'backplane' }[
        folder
      ] as 'platform';
      expect(contentsOf(filesIn(`${folder}/`)).flatMap((content) => content[kind]?.id ?? [])).toEqual(expect.arrayContaining(choices));
    } else expect(question?.choices?.map(({ value }) => value).filter((value) => choices.includes(value))).toEqual(choices);
  });

  it('are asked section by section', () => {
    const order = questions.map(({ section }) => sections.findIndex(({ id }) => id === section));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe('every question', () => {
  it.each(questions)(
    '$id reads well wherever it is shown',
    ({ prompt, help, why, change, effort, type, unit, samples, assume: assumptions }) => {
      expect(prompt).toMatch(/\?$/);
      for (const sentence of [help, why, ...(assumptions ?? []).map(({ because }) => because)]) {
        expect(sentence).toBeDefined();
        expect(sentence?.length).toBeLessThanOrEqual(200);
        // Shown as it is: only `change` is filled in.
        expect(sentence).not.toMatch(/\{[a-z.-]+\}/);
      }
      expect(change === undefined, 'a change is worded if, and only if, it may be proposed').toBe(effort === undefined);
      if (change) expect(change).toContain('{value}');
      if (type === 'integer' || type === 'number') {
        expect(unit).toBeTruthy();
        expect(samples?.length).toBeGreaterThan(2);
      }
    },
  );

  it('proposes no change to what the user cannot just change', () => {
    for (const id of ['host', 'database', 'cloud', 'platform', 'target-framework', 'registered-backplane', 'skip-negotiation-setting'])
      expect(byId.get(id)?.effort, id).toBeUndefined();
  });
});

// The catalogue alone, with places that are only names, so that these promises do not depend on any other rule.
const choicesOf = (id: string): string[] => names.find((name) => name.id === id)?.choices ?? [];
const place = (kind: string, id: string): RuleText => ({
  path: `${kind}s/${id}.yaml`,
  text: `${kind}: {id: ${id}, name: ${id}, summary: ${id}, traits: {}, source: nobody${kind === 'backplane' ? ', measures: {}' : ''}}`,
});
const ruleBase = loadRuleBase([
  ...catalogue,
  {
    path: 'rule-base.yaml',
    text: `
rule-base: {version: 0.0.0, checked: 2026-11-23}
sources: [{id: nobody, title: Nobody, checked: 2026-11-23}]
quantities: [{id: default-hub-count, unit: hubs, means: three, formula: {value: 3, unit: hubs}, source: nobody}]`,
  },
  ...choicesOf('platform').map((id) => place('platform', id)),
  ...choicesOf('load-balancer').map((id) => place('load-balancer', id)),
  ...choicesOf('proxies-in-front').map((id) => place('proxy', id)),
  ...choicesOf('registered-backplane').map((id) => place('backplane', id)),
]);
const stated = (answers: Record<string, Answer>): Fact[] =>
  Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));
const assumed = (answers: Record<string, Answer>, id: string): Answer | undefined =>
  assume(ruleBase, stated(answers), { asOf: '2026-11-23' }).find((fact) => fact.id === id && fact.provenance === 'assumed')?.value;

describe('what is safe to assume', () => {
  it.each<[Record<string, Answer>, string, Answer | undefined]>([
    [{ servers: 3 }, 'max-servers', 3],
    [{ servers: 'unknown' }, 'max-servers', undefined],
    [{}, 'processes-per-server', 1],
    [{}, 'regions', 1],
    [{}, 'active-hours-per-day', 24],
    [{ 'messages-per-second': 7 }, 'peak-messages-per-second', 7],
    [{}, 'needs', []],
    [{ host: 'umbraco' }, 'application', 'standard'],
    [{ host: 'aspnetcore' }, 'application', 'standard'],
    [{ application: 'unknown' }, 'application', undefined],
    [{ host: 'aspnetcore' }, 'hub-count', 3],
    [{ host: 'umbraco', 'own-hubs': 'yes' }, 'hub-count', 3],
    [{ platform: 'azure-app-service' }, 'cloud', 'azure'],
    [{ platform: 'aks' }, 'azure-services-allowed', 'yes'],
    [{ platform: 'aks', cloud: 'other' }, 'azure-services-allowed', undefined],
    [{ platform: 'aws-ecs' }, 'cloud', 'aws'],
    [{ platform: 'gcp-cloud-run' }, 'cloud', 'gcp'],
    [{ platform: 'fly' }, 'cloud', 'other'],
    [{ platform: 'kubernetes' }, 'cloud', undefined],
    [{ platform: 'umbraco-cloud' }, 'cloud', undefined],
    [{ cloud: 'aws' }, 'azure-services-allowed', undefined],
    [{ platform: 'azure-app-service' }, 'load-balancer', 'azure-app-service'],
    [{ platform: 'azure-container-apps' }, 'load-balancer', 'azure-container-apps'],
    [{ platform: 'azure-vm' }, 'load-balancer', undefined],
    [{ host: 'umbraco', 'own-hubs': 'no' }, 'clients', ['browser']],
    [{ host: 'umbraco', 'own-hubs': 'yes' }, 'clients', undefined],
    [{ host: 'umbraco', 'own-hubs': 'no', 'sticky-sessions': 'yes' }, 'affinity-cookie-kept', 'yes'],
    [{ host: 'umbraco', 'sticky-sessions': 'yes' }, 'affinity-cookie-kept', undefined],
  ])('%j: %s is %j', (answers, id, value) => expect(assumed(answers, id)).toEqual(value));

  it('leaves everything else to the user', () => {
    const never = [
      'host',
      'servers',
      'own-hubs',
      'sticky-sessions',
      'sticky-sessions-possible',
      'websockets',
      'database',
      'service-broker',
      'infrastructure',
    ];
    for (const id of never) expect(assumed({ host: 'umbraco', platform: 'azure-app-service', servers: 2 }, id), id).toBeUndefined();
  });
});

describe('where a question makes sense', () => {
  const applies = (id: string, answers: Record<string, Answer>): boolean => {
    const question = ruleBase.questions.find((one) => one.id === id);
    return !question?.applies || new Scope(ruleBase, new Map(Object.entries(answers)), '2026-11-23').truth(question.applies) !== false;
  };

  it('is never denied while nothing is known', () => {
    for (const { id } of questions) expect(applies(id, {}), id).toBe(true);
  });

  it.each<[string, Record<string, Answer>, boolean]>([
    ['umbraco-version', { host: 'aspnetcore' }, false],
    ['load-balanced-part', { host: 'aspnetcore' }, false],
    ['skip-negotiation-setting', { host: 'aspnetcore' }, false],
    ['own-hubs', { host: 'aspnetcore', application: 'standard' }, false],
    ['own-hubs', { host: 'aspnetcore', application: 'blazor-server' }, true],
    ['hub-count', { host: 'umbraco', 'own-hubs': 'no' }, false],
    ['hub-count', { host: 'umbraco', 'own-hubs': 'unknown' }, true],
    ['container-apps-revision-mode', { platform: 'iis' }, false],
    ['container-apps-revision-mode', { platform: 'azure-container-apps' }, true],
    ['container-apps-revision-mode', { platform: 'unknown', 'load-balancer': 'azure-container-apps' }, true],
    ['sticky-sessions-possible', { 'sticky-sessions': 'yes' }, false],
    ['sticky-sessions-possible', { 'sticky-sessions': 'unknown' }, true],
    ['affinity-cookie-kept', { 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no' }, false],
    ['affinity-cookie-kept', { 'sticky-sessions': 'no', 'sticky-sessions-possible': 'yes' }, true],
    ['clients-skip-negotiation', { host: 'umbraco', 'own-hubs': 'no' }, false],
    ['clients-skip-negotiation', { host: 'umbraco', 'own-hubs': 'yes' }, true],
    ['clients-skip-negotiation', { host: 'aspnetcore' }, true],
    ['clients-skip-negotiation', { host: 'aspnetcore', application: 'blazor-server', 'own-hubs': 'no' }, false],
    ['recipients-per-message', { audience: 'broadcast' }, false],
    ['recipients-per-message', { audience: 'groups' }, true],
    ['service-broker', { database: 'postgresql' }, false],
    ['service-broker', { database: 'azure-sql-database' }, false],
    ['service-broker', { database: 'azure-sql-managed-instance' }, true],
    ['database-schema-rights', { database: 'azure-sql-database' }, true],
    ['database-schema-rights', { database: 'sqlite' }, false],
    ['redis-region', { infrastructure: ['rabbitmq'] }, false],
    ['redis-topology', { infrastructure: ['rabbitmq', 'valkey'] }, true],
    ['redis-shared', { infrastructure: [] }, false],
  ])('%s, with %j: %j', (id, answers, value) => expect(applies(id, answers)).toBe(value));
});

describe('sources and packages', () => {
  const sources = contentsOf([text('sources.yaml'), text('sources/reports.yaml')]).flatMap((content) => content.sources ?? []);
  const packages = contentsOf([text('packages.yaml')]).flatMap((content) => content.packages ?? []);

  it('name each source once, with an address or a reason why there is none', () => {
    expect(sources.map(({ id }) => id)).toHaveLength(new Set(sources.map(({ id }) => id)).size);
    for (const { id, url, note } of sources) expect(url !== undefined || note !== undefined, id).toBe(true);
  });

  it('name each package that is written into no project once, with a reason and a source', () => {
    expect(packages.map(({ id }) => id.toLowerCase())).toHaveLength(new Set(packages.map(({ id }) => id.toLowerCase())).size);
    const known = new Set(sources.map(({ id }) => id));
    for (const { id, verdict, source } of packages) {
      expect(verdict.length, id).toBeLessThanOrEqual(200);
      for (const one of source) expect(known.has(one), `${id}: ${one}`).toBe(true);
    }
  });
});
