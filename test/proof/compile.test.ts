// Every C# template, in every variant that answers can make of it, compiled for every kind of project, with warnings as errors.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, hasRedisBackplane, type Problem, type ProofProject } from './dotnet-build.js';
import { csharpFiles, programLines } from './parts.js';
import { renderCSharp } from './render.js';
import { describeWith } from './requires.js';

/** As the scan names them: one of them is nested, in a namespace that is a keyword. */
const hubs = ['Proof.Hubs.ChatHub', 'Proof.Hubs.event.Outer.AlertsHub'];
const hubFile = `#pragma warning disable CS1591
using Microsoft.AspNetCore.SignalR;

namespace Proof.Hubs
{
    internal class ChatHub : Hub
    {
    }
}

namespace Proof.Hubs.@event
{
    internal static class Outer
    {
        internal sealed class AlertsHub : Hub<IAlerts>
        {
        }
    }

    internal interface IAlerts
    {
    }
}
`;

const databases = ['sql-server', 'azure-sql-database', 'azure-sql-managed-instance', 'unknown'];
const answers = databases.flatMap((database) => ['yes', 'no'].map((databaseSchemaRights) => ({ database, databaseSchemaRights })));
/** What else the code depends on. */
const sites = [{ hubs }, { hubs: [] }, { hubs, smallMessages: true }];
const stub = (name: string): string => readFileSync(new URL(`stubs/${name}.cs`, import.meta.url), 'utf8');

/** Of the packages that NuGet serves for no framework. */
const stubs = [
  'IntelliTect',
  'CachingSqlServer',
  'PostgreSignalR',
  'StebetNats',
  'SignalROrleans',
  'RebusSignalR',
  'MassTransitSignalR',
  'NCacheSignalR',
];

/** A file that the product may write; variants that differ in nothing but the answers behind them are one. */
const variants = csharpFiles.flatMap(({ part, template, folder, name }) => {
  const texts = new Map(
    answers.flatMap((facts) =>
      sites.map((site) => [
        renderCSharp(template, { rootNamespace: 'X', folder, facts, ...site }),
        { facts, site, label: [...Object.values(facts), `${site.hubs.length} hubs`, site.smallMessages ? 'small messages' : ''].join(' ') },
      ]),
    ),
  );
  return [...texts.values()].map(({ facts, site, label }, index) => ({
    id: `${part.replaceAll('-', '_')}_${index}`,
    title: texts.size > 1 ? `${part} (such as ${label})` : part,
    part,
    // "event" and "Umbraco" in a namespace are legal and easy to trip over.
    text: (root: string, { style, multiTargeting = false }: Kind) =>
      renderCSharp(template, { rootNamespace: `${root}.Umbraco.event`, folder, facts, ...site, style, multiTargeting }),
    name,
    umbraco: folder === 'Composers',
  }));
});

/** A kind of project, and how its C# is written. */
type Kind = Omit<ProofProject, 'files'> & { style: { fileScopedNamespaces: boolean; indent: string }; multiTargeting?: boolean };

const modern = { fileScopedNamespaces: true, indent: '    ' };
const classic = { fileScopedNamespaces: false, indent: '\t' };
const umbracos = [
  // Umbraco 13 has no isolated caches to share: what a newer framework of the same project needs is left out there.
  { umbraco: '13.16.4', framework: 'net8.0', multiTargeting: true },
  { umbraco: '17.8.1', framework: 'net10.0' },
  { umbraco: '18.3.1', framework: 'net10.0' },
  { framework: 'net10.0' },
] as const;
const either = [true, false];

/** Each Umbraco, and none, in a web project and in a class library, with and without implicit usings and nullable references. */
const everyKind: Kind[] = umbracos.flatMap((host) =>
  either.flatMap((isWeb) =>
    either.flatMap((implicitUsings) =>
      either.map((nullable): Kind => {
        const umbraco = 'umbraco' in host ? host.umbraco : undefined;
        const letters = `${isWeb ? 'w' : 'l'}${implicitUsings ? 'i' : '-'}${nullable ? 'n' : '-'}`;
        return {
          ...host,
          name: `${umbraco?.split('.')[0] ?? 'none'}-${letters}`,
          sdk: isWeb ? 'Microsoft.NET.Sdk.Web' : 'Microsoft.NET.Sdk',
          implicitUsings,
          nullable,
          redisClient: implicitUsings && umbraco !== undefined,
          style: isWeb === nullable ? modern : classic,
        };
      }),
    ),
  ),
);

const kinds: Kind[] = [
  ...everyKind,
  { name: 'net9-win', framework: 'net9.0', sdk: 'Microsoft.NET.Sdk.Web', implicitUsings: true, nullable: true, style: modern },
];

/** A project without Umbraco has no composers. */
const fits = (variant: (typeof variants)[number], kind: Kind): boolean => !variant.umbraco || kind.umbraco !== undefined;

describe('what the facts decide in the code for SQL Server', () => {
  const sqlServer = (facts: Record<string, string>): string =>
    renderCSharp('csharp/sql-server-composer.cs.hbs', {
      rootNamespace: 'Site',
      folder: 'Composers',
      facts: { databaseSchemaRights: 'yes', ...facts },
    });

  it.each([
    ['azure-sql-database', 'Polling'],
    ['azure-sql-managed-instance', 'Auto'],
    ['aws-rds-sql-server', 'Auto'],
    ['sql-server', 'Auto'],
    ['unknown', 'Auto'],
  ])('%s: messages by %s', (database, mode) => {
    expect(sqlServer({ database }).match(/SqlServerMessageMode\.\w+/g)).toEqual([`SqlServerMessageMode.${mode}`]);
  });
  it('never tries to switch the broker of a managed instance', () => {
    expect(sqlServer({ database: 'azure-sql-managed-instance' })).toContain('options.AutoEnableServiceBroker = false;');
  });
  it.each(['yes', 'no', 'unknown'])('may the login create tables: %s', (databaseSchemaRights) => {
    const refuses = sqlServer({ database: 'sql-server', databaseSchemaRights }).includes('options.AutoInstallSchema = false;');
    expect(refuses).toBe(databaseSchemaRights === 'no');
  });
});

describeWith(['dotnet'], 'every variant compiles without a warning', () => {
  let folder = '';
  let problems: Problem[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backplane-compile-'));
    const shared = Object.fromEntries(stubs.map((name) => [`${name}.cs`, stub(name)]));
    const projects = kinds.map((kind): ProofProject => {
      const rendered = variants
        .filter((variant) => fits(variant, kind))
        .map(({ id, name, text }) => [`${id}/${name}`, text(`Proof.${id}`, kind)]);
      const beside = {
        ...shared,
        'Hubs.cs': hubFile,
        ...(kind.umbraco ? { 'UmbracoInfrastructure.cs': stub('UmbracoInfrastructure') } : {}),
        ...(hasRedisBackplane(kind.framework) ? {} : { 'RedisBackplaneNet8.cs': stub('RedisBackplaneNet8') }),
      };
      return { ...kind, massTransit: true, files: { ...beside, ...Object.fromEntries(rendered) } };
    });
    problems = build(folder, projects);
    print();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const problemsOf = (variant: (typeof variants)[number], kind: Kind): Problem[] =>
    problems.filter(({ file }) => file.startsWith(`${kind.name}/${variant.id}/`));

  function print(): void {
    const cell = (variant: (typeof variants)[number], kind: Kind): string =>
      fits(variant, kind) ? (problemsOf(variant, kind).length ? 'FAILS' : 'ok') : '-';
    const row = (title: string, cells: string[]): string =>
      title.padEnd(86) +
      cells
        .map((text) => text.padEnd(8))
        .join('')
        .trimEnd();
    const header = row(
      'Umbraco or none; w: web project, l: class library; i: implicit usings; n: nullable',
      kinds.map(({ name }) => name),
    );
    const lines = variants.map((variant) =>
      row(
        variant.title,
        kinds.map((kind) => cell(variant, kind)),
      ),
    );
    console.log([header, ...lines].join('\n'));
  }

  it.each(variants)('$title', (variant) => {
    expect(kinds.flatMap((kind) => problemsOf(variant, kind))).toEqual([]);
  });
  it('nothing else stands in the way', () => {
    expect(problems).toEqual([]);
  });
  it('covers every file that the rule base may write', () => {
    expect(csharpFiles.length).toBeGreaterThan(0);
    expect(programLines.length).toBeGreaterThan(0);
    expect(new Set(variants.map(({ part }) => part)).size).toBe(csharpFiles.length);
  });
});
