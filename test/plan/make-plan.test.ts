import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { applyPlan } from '../../src/plan/disk/apply-plan.js';
import { applyEdits } from '../../src/plan/edit/text-edits.js';
import { recordPath } from '../../src/plan/record.js';
import { formats, part, parts, planFor, read, secret, siteFolder, states, templates, tree, type Wish, write } from './site.js';

const composer = 'Composers/RedisComposer.cs';
const newer = { 'composer.cs.hbs': (templates['composer.cs.hbs'] ?? '').replace('Version', 'Newer version') };

/** A site to which the plan has been applied. */
async function generated(wish?: Wish): Promise<string> {
  const folder = siteFolder();
  applyPlan(await planFor(folder, wish));
  return folder;
}

it('a plan lists every file once, with what it is for, and every step', async () => {
  const folder = siteFolder();
  const before = tree(folder);
  const plan = await planFor(folder);
  expect(tree(folder)).toEqual(before);
  expect(states(plan)).toEqual({
    [composer]: 'create',
    'deploy/proxy/nginx.conf': 'create',
    'Site.csproj': 'edit',
    'appsettings.json': 'edit',
    'Program.cs': 'edit',
    'config/appsettings.Farm.json': 'create',
    [recordPath]: 'create',
  });
  expect(plan.changes.find(({ path }) => path === 'appsettings.json')).toMatchObject({
    parts: ['setting', 'other-setting'],
    title: 'Title of setting, Title of other-setting',
  });
  expect(plan.steps).toEqual([{ code: 'step', text: 'Do this.', source: 'somewhere' }]);
});

describe.each(formats)('a project with %s', (_, format) => {
  it('is changed as planned, and a second time not at all', async () => {
    const folder = siteFolder(format);
    const plan = await planFor(folder);
    applyPlan(plan);
    const after = tree(folder);
    const again = await planFor(folder);
    expect(new Set(Object.values(states(again)))).toEqual(new Set(['unchanged']));
    expect(applyPlan(again)).toEqual({ written: [], deleted: [], kept: [] });
    expect(tree(folder)).toEqual(after);
  });

  it("the user's files change by the planned edits only", async () => {
    const folder = siteFolder(format);
    for (const change of (await planFor(folder)).changes.filter(({ edits }) => edits)) {
      expect(applyEdits(change.before ?? '', change.edits ?? [])).toBe(change.after);
      for (const { offset, remove } of change.edits ?? []) expect((change.before ?? '').slice(offset, offset + remove)).toBe('');
    }
  });

  it('new C# is written like the rest of it', async () => {
    const folder = siteFolder(format);
    applyPlan(await planFor(folder));
    const text = read(folder, composer);
    expect(text.startsWith('\ufeff')).toBe(format.byteOrderMark ?? false);
    expect(text.replaceAll('\r\n', '').includes('\n')).toBe(format.newline !== '\r\n');
    expect(text.includes('namespace Site.Composers;')).toBe(!format.tabs);
    expect(text.includes('\tpublic class Composer')).toBe(format.tabs ?? false);
    expect(text).toContain('"Shop \\"1\\""');
    expect(read(folder, 'deploy/proxy/nginx.conf')).toBe('server {\n  listen 80; # Shop "1"\n}\n');
  });

  it('the record holds nothing of the files that are the user’s', async () => {
    const folder = siteFolder(format);
    applyPlan(await planFor(folder));
    expect(read(folder, recordPath)).not.toMatch(new RegExp(`${secret}|kept ä|umbracoDbDSN|keep:|Umbraco\\.Cms`));
  });
});

it('applying twice is applying once, whatever is selected', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(parts),
      fc.subarray(parts),
      fc.constantFrom(...formats.map(([, format]) => format)),
      async (first, second, format) => {
        const folder = siteFolder(format);
        applyPlan(await planFor(folder, { parts: first }));
        applyPlan(await planFor(folder, { parts: second }));
        const once = tree(folder);
        const again = await planFor(folder, { parts: second });
        expect(again.changes.filter(({ state }) => state !== 'unchanged')).toEqual([]);
        applyPlan(again);
        expect(tree(folder)).toEqual(once);
      },
    ),
    { numRuns: 25 },
  );
});

describe('a generated file', () => {
  it('that only we changed is an edit', async () => {
    const folder = await generated();
    const plan = await planFor(folder, { templates: newer });
    expect(states(plan)).toMatchObject({ [composer]: 'edit', [recordPath]: 'edit', 'Site.csproj': 'unchanged' });
    applyPlan(plan);
    expect(read(folder, composer)).toContain('// Newer version 1');
  });

  it('that only the user changed is a conflict and stays; with consent it is written', async () => {
    const folder = await generated();
    const edited = `${read(folder, composer)}// mine\n`;
    write(folder, composer, edited);
    const plan = await planFor(folder);
    expect(states(plan)).toMatchObject({ [composer]: 'conflict: edited', [recordPath]: 'unchanged' });
    expect(applyPlan(plan)).toEqual({ written: [], deleted: [], kept: [composer] });
    expect(read(folder, composer)).toBe(edited);
    applyPlan(await planFor(folder, { overwrite: new Set([composer]) }));
    expect(read(folder, composer)).not.toContain('// mine');
    expect(states(await planFor(folder))).toMatchObject({ [composer]: 'unchanged' });
  });

  it('that both changed in different places is merged, and the next change is merged again', async () => {
    const folder = await generated();
    write(folder, composer, read(folder, composer).replace('// the end', '// the end, mine'));
    const plan = await planFor(folder, { templates: newer });
    expect(states(plan)).toMatchObject({ [composer]: 'edit' });
    applyPlan(plan);
    expect(read(folder, composer)).toMatch(/Newer version 1[\s\S]*the end, mine/);
    applyPlan(await planFor(folder, { templates: newer, values: { version: 2 } }));
    expect(read(folder, composer)).toMatch(/Newer version 2[\s\S]*the end, mine/);
  });

  it('that both changed in the same place is a conflict, again and again, until the user decides', async () => {
    const folder = await generated();
    write(folder, composer, read(folder, composer).replace('Version 1', 'My version'));
    for (let run = 0; run < 2; run++) {
      const plan = await planFor(folder, { templates: newer });
      expect(states(plan)).toMatchObject({ [composer]: 'conflict: merge' });
      applyPlan(plan);
      expect(read(folder, composer)).toContain('My version');
    }
    applyPlan(await planFor(folder, { templates: newer, overwrite: new Set([composer]) }));
    expect(states(await planFor(folder, { templates: newer }))).toMatchObject({ [composer]: 'unchanged' });
  });

  it('that was there before us is a conflict, and never becomes ours', async () => {
    const folder = siteFolder();
    write(folder, composer, '// mine\n');
    for (let run = 0; run < 2; run++) {
      const plan = await planFor(folder);
      expect(states(plan)).toMatchObject({ [composer]: 'conflict: not-ours' });
      applyPlan(plan);
    }
    expect(read(folder, composer)).toBe('// mine\n');
    expect(read(folder, recordPath)).not.toContain(composer);
  });

  it('whose line ends version control changed is unchanged, and keeps them when it is written again', async () => {
    const folder = await generated();
    write(folder, composer, read(folder, composer), { newline: '\r\n', byteOrderMark: true });
    expect(states(await planFor(folder))).toMatchObject({ [composer]: 'unchanged' });
    applyPlan(await planFor(folder, { templates: newer }));
    expect(read(folder, composer)).toMatch(/^\ufeffusing System;\r\n/);
    expect(read(folder, composer).replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('that the user deleted is created again', async () => {
    const folder = await generated();
    rmSync(join(folder, composer));
    expect(states(await planFor(folder))).toMatchObject({ [composer]: 'create' });
  });
});

describe('what the decision does not offer any more', () => {
  const remaining = parts.filter(({ id }) => id === 'proxy');
  const changed: Wish = { parts: remaining, applicable: new Set(['proxy']) };

  it('is deleted with its folder where it is a file of ours, and a step where it is in a file of the user', async () => {
    const folder = await generated();
    const plan = await planFor(folder, changed);
    expect(states(plan)).toMatchObject({
      [composer]: 'delete',
      'config/appsettings.Farm.json': 'delete',
      'deploy/proxy/nginx.conf': 'unchanged',
    });
    expect(plan.steps.map(({ code }) => code).sort()).toEqual(['package-obsolete', 'setting-obsolete', 'setting-obsolete']);
    expect(plan.steps.find(({ code }) => code === 'setting-obsolete')?.text).toMatch(/^appsettings\.json:\d+ sets Umbraco:CMS:SignalR/);
    applyPlan(plan);
    expect(Object.keys(tree(folder))).not.toContain('Composers');
    expect(Object.keys(tree(folder))).not.toContain('config');
    expect(read(folder, 'appsettings.json')).toContain('ClientShouldSkipNegotiation');
    expect(states(await planFor(folder, changed))).toEqual({ 'deploy/proxy/nginx.conf': 'unchanged', [recordPath]: 'unchanged' });
  });

  it('is kept where the user edited it', async () => {
    const folder = await generated();
    write(folder, composer, '// mine\n');
    const plan = await planFor(folder, changed);
    expect(states(plan)).toMatchObject({ [composer]: 'conflict: edited' });
    applyPlan(plan);
    expect(read(folder, composer)).toBe('// mine\n');
    expect(states(await planFor(folder, { ...changed, overwrite: new Set([composer]) }))).toMatchObject({ [composer]: 'delete' });
  });

  it('stays where it was only not selected this time', async () => {
    const folder = await generated();
    expect(states(await planFor(folder, { parts: remaining }))).toEqual({
      'deploy/proxy/nginx.conf': 'unchanged',
      [recordPath]: 'unchanged',
    });
    const all = new Set(parts.map(({ id }) => id));
    expect(states(await planFor(folder, { parts: remaining, applicable: all }))).toEqual({
      'deploy/proxy/nginx.conf': 'unchanged',
      [recordPath]: 'unchanged',
    });
  });

  it('is changed in place where another part writes the same file', async () => {
    const folder = await generated();
    const other = part('other-composer', { file: { path: composer, template: 'proxy.conf.hbs', language: 'nginx' } });
    expect(states(await planFor(folder, { parts: [other], applicable: new Set([other.id]) }))).toMatchObject({ [composer]: 'edit' });
  });
});

describe('a setting', () => {
  it('that the user set to something else is kept, and the step says what is there and what is expected', async () => {
    const folder = siteFolder();
    write(folder, 'appsettings.json', '{\n  "Umbraco": { "CMS": { "SignalR": { "ClientShouldSkipNegotiation": false } } }\n}\n');
    const plan = await planFor(folder, { parts: parts.filter(({ id }) => id === 'setting') });
    expect(plan.changes).toEqual([]);
    expect(plan.steps[0]).toMatchObject({
      code: 'setting-differs',
      text: expect.stringMatching(/^appsettings\.json:2 sets .*ClientShouldSkipNegotiation to false; expected true/),
    });
  });

  it('that may be a secret is not shown', async () => {
    const folder = siteFolder();
    write(folder, 'appsettings.json', `{ "Redis": { "Password": "${secret}" } }`);
    const plan = await planFor(folder, {
      parts: [part('p', { setting: { file: 'appsettings.json', key: 'Redis:Password', value: 'from the environment' } })],
    });
    expect(plan.steps).toHaveLength(1);
    expect(JSON.stringify(plan.steps)).not.toContain(secret);
  });

  it('that we wrote follows our change, until the user changes it', async () => {
    const folder = await generated();
    applyPlan(await planFor(folder, { values: { application: 'Other' } }));
    expect(read(folder, 'appsettings.json')).toContain('"Name": "Other"');
    write(folder, 'appsettings.json', read(folder, 'appsettings.json').replace('"Other"', '"Mine"'));
    const plan = await planFor(folder, { values: { application: 'Third' } });
    expect(plan.steps.map(({ code }) => code)).toContain('setting-differs');
    applyPlan(plan);
    // What the user wrote is the user's, even if it is what we once wrote.
    write(folder, 'appsettings.json', read(folder, 'appsettings.json').replace('"Mine"', '"Other"'));
    applyPlan(await planFor(folder, { values: { application: 'Third' } }));
    expect(read(folder, 'appsettings.json')).toContain('"Name": "Other"');
  });
});

test.each([
  [
    'two parts that write the same file',
    [parts[0], part('again', { file: { path: 'composers/rediscomposer.cs', template: 'proxy.conf.hbs', language: 'nginx' } })],
    /composer and again both write/,
  ],
  [
    'a path that leads out of the project',
    [part('out', { file: { path: '../{{backplane}}.cs', template: 'proxy.conf.hbs', language: 'nginx' } })],
    /"\.\.\/Redis\.cs"/,
  ],
  [
    'a settings file out of the project',
    [part('out', { setting: { file: '/etc/{{backplane}}.json', key: 'A', value: 1 } })],
    /not a path inside/,
  ],
])('%s: a mistake in the rules, told as such', async (_, wrong, message) => {
  const plan = planFor(siteFolder(), { parts: wrong as typeof parts });
  await expect(plan).rejects.toThrow(message);
  await expect(plan).rejects.not.toBeInstanceOf(UserError);
});

it('a newer tool alone changes nothing', async () => {
  const folder = await generated();
  expect(states(await planFor(folder, { versions: { tool: '9.0.0', ruleBase: '9.0.0' } }))).toMatchObject({ [recordPath]: 'unchanged' });
});

it('a folder that was there stays when its last file of ours goes', async () => {
  const folder = siteFolder();
  mkdirSync(join(folder, 'Composers'));
  applyPlan(await planFor(folder));
  const plan = await planFor(folder, { parts: [], applicable: new Set() });
  expect(plan.foldersToRemove).toEqual(['config', 'deploy', 'deploy/proxy']);
  applyPlan(plan);
  expect(Object.keys(tree(folder))).toContain('Composers');
});

it('a class library gets no settings file, for nobody would read it: the step says what to set in the project that runs', async () => {
  const folder = siteFolder();
  rmSync(join(folder, 'appsettings.json'));
  write(folder, 'Site.csproj', read(folder, 'Site.csproj').replace('Microsoft.NET.Sdk.Web', 'Microsoft.NET.Sdk'));
  const plan = await planFor(folder, { parts: parts.filter(({ setting }) => setting) });
  expect(plan.changes).toEqual([]);
  expect(plan.steps.map(({ lines }) => lines?.file)).toEqual(['appsettings.json', 'appsettings.json', 'config/appsettings.Farm.json']);
  expect(plan.steps[0]).toMatchObject({ code: 'setting', lines: { text: expect.stringContaining('"ClientShouldSkipNegotiation": true') } });
});
