import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../knowledge/types.js';
import { readCode } from './csharp/read-code.js';
import { placeOf } from './evidence.js';
import { findFiles } from './find-files.js';
import { modernFramework } from './msbuild/framework.js';
import { attributeOf, readXml, type XmlElement } from './msbuild/read-xml.js';
import { readSourceFile, relativePath } from './source-file.js';

const limits = { depth: 4, entries: 4000 };

/** The classic ASP.NET SignalR 2, found in a project. */
export interface ClassicSignalR {
  /** What shows it: `Shop/packages.config:7:3`. */
  place: string;
  /** `Microsoft.AspNet.SignalR 2.4.3`, or what the code says. */
  found: string;
}

/**
 * Refuses a site on the classic ASP.NET SignalR 2: it is another product, and nothing here fits it.
 * @param chosen the project file that is meant; undefined where a folder holds none that could be.
 * @throws UserError (3)
 */
export async function refuseClassicSignalR(folder: string, chosen: string | undefined, shownFrom = folder): Promise<void> {
  const paths = chosen === undefined ? projectsIn(folder) : [chosen];
  for (const path of paths) {
    const classic = await classicSignalR(path, shownFrom);
    if (classic) throw new UserError(message(classic), 3);
  }
}

const message = ({ place, found }: ClassicSignalR): string =>
  `${place}: found ${found}, the classic ASP.NET SignalR 2 on .NET Framework. Expected ASP.NET Core. ` +
  'It is another product, with other packages, another protocol and other clients; its carriers are Microsoft.AspNet.SignalR.SqlServer, .StackExchangeRedis and .ServiceBus3, ' +
  'and Azure SignalR Service by Microsoft.Azure.SignalR.AspNet. Nothing is decided or generated for it. ' +
  'To decide for the time after a move to ASP.NET Core, state the answers with --project none.';

function projectsIn(folder: string): string[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return [];
  return [...findFiles(folder, '.csproj', limits), ...findFiles(folder, '.vbproj', limits)];
}

const classicPackage = /^Microsoft\.AspNet\.SignalR(?!\.Client)(?:\.|$|,)/i;

/** Only where every target is .NET Framework: a project that also targets .NET is read as that. */
async function classicSignalR(path: string, shownFrom: string): Promise<ClassicSignalR | undefined> {
  const file = await readSourceFile(path, shownFrom).catch(() => undefined);
  const root = file && readXml(file.text).root;
  if (!root) return undefined;
  const elements = root.children.flatMap((group) => group.children);
  if (!isNetFramework(elements)) return undefined;
  for (const element of elements) {
    const name = attributeOf(element, 'Include') ?? '';
    if (!['PackageReference', 'Reference'].includes(element.name) || !classicPackage.test(name)) continue;
    return {
      place: placeOf({ file, offset: element.offset }),
      found: named(name, attributeOf(element, 'Version') ?? versionWithin(element)),
    };
  }
  return (await inPackagesConfig(path, shownFrom)) ?? inCode(path, shownFrom);
}

function isNetFramework(elements: readonly XmlElement[]): boolean {
  const text = (name: string): string => elements.find((element) => element.name === name)?.text ?? '';
  const targets = (text('TargetFrameworks') || text('TargetFramework')).split(';').filter((target) => target.trim() !== '');
  if (targets.length > 0) return targets.every((target) => /^net[1-4]\d{1,2}(?:-.+)?$/i.test(target.trim()) && !modernFramework(target));
  return /^v[1-4]\./i.test(text('TargetFrameworkVersion'));
}

async function inPackagesConfig(project: string, shownFrom: string): Promise<ClassicSignalR | undefined> {
  const file = await readSourceFile(join(dirname(project), 'packages.config'), shownFrom).catch(() => undefined);
  const root = file && readXml(file.text).root;
  const found = root?.children.find((one) => one.name === 'package' && classicPackage.test(attributeOf(one, 'id') ?? ''));
  return (
    file &&
    found && { place: placeOf({ file, offset: found.offset }), found: named(attributeOf(found, 'id') ?? '', attributeOf(found, 'version')) }
  );
}

/** Packages may be named in files around the project; the code names the namespace. */
async function inCode(project: string, shownFrom: string): Promise<ClassicSignalR | undefined> {
  for (const { path, ...file } of await readCode([dirname(project)])) {
    const offset = file.text.search(/^\s*using Microsoft\.AspNet\.SignalR\b/m);
    if (offset < 0) continue;
    const shown = { ...file, path: relativePath(shownFrom, join(dirname(project), path)) };
    return {
      place: placeOf({ file: shown, offset: offset + file.text.slice(offset).search(/\S/) }),
      found: 'the namespace Microsoft.AspNet.SignalR',
    };
  }
  return undefined;
}

const versionWithin = (element: XmlElement): string | undefined => element.children.find((child) => child.name === 'Version')?.text;

/** A reference to an assembly names more than its package: `Microsoft.AspNet.SignalR.Core, Version=2.4.3.0, ...`. */
function named(name: string, version: string | undefined): string {
  const [id = name, ...rest] = name.split(',').map((part) => part.trim());
  const known = version ?? rest.find((part) => part.startsWith('Version='))?.slice('Version='.length);
  return known ? `${id} ${known}` : id;
}
