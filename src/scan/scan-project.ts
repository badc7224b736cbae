import { dirname, join, posix, resolve } from 'node:path';
import type { EvidenceRecord, Fact, Refinement } from '../knowledge/types.js';
import { chooseProject, noProject } from './choose-project.js';
import { refuseClassicSignalR } from './classic-signalr.js';
import { codeStyle } from './csharp/code-style.js';
import { callsIn } from './csharp/method-calls.js';
import { readCode, tellingCode } from './csharp/read-code.js';
import { isForDevelopment, sightCalls, sightHubs, sightPackages } from './csharp/sight-code.js';
import { detectDatabase } from './detect/detect-database.js';
import { detectLostChannelPrefix, detectPresenceInMemory } from './detect/detect-habits.js';
import { detectOwnHubs, findHubs, nameableHubs } from './detect/detect-hubs.js';
import { detectInfrastructure } from './detect/detect-infrastructure.js';
import { detectProject, umbracoPackages } from './detect/detect-project.js';
import {
  detectAnswers,
  detectConfiguredDataProtection,
  detectDataProtection,
  detectRegisteredBackplanes,
  type KnownAnswer,
  type KnownBackplane,
} from './detect/detect-registrations.js';
import { detectSkipNegotiation } from './detect/detect-settings.js';
import { lineOf } from './evidence.js';
import { FileError } from './file-error.js';
import { findHost } from './find-host.js';
import { type Generated, readGenerated } from './generated-files.js';
import type { Evaluation } from './msbuild/evaluate-project.js';
import { type LoadedProject, loadProject } from './msbuild/load-project.js';
import { attributeOf } from './msbuild/read-xml.js';
import type { Scan, SourceFile } from './project.js';
import { effectiveSettings } from './settings/effective-settings.js';
import { isSettingsFile, parseSettings, readSettings } from './settings/read-settings.js';
import { relativePath } from './source-file.js';
import { scanTree, type TreeScan } from './tree/scan-tree.js';
import type { Finding } from './weigh/finding.js';
import { countEvidence, matchEvidence } from './weigh/match-evidence.js';
import { settle } from './weigh/settle.js';

export interface ScanOptions {
  /** A folder with the project in it or up to four levels below, or a project file (.csproj). */
  folder: string;
  /** Which project, where there are several: its name or its path. */
  project?: string;
  /** What to look for in the code; without it nothing of this is found. */
  known?: KnownCode;
  /** The folder that messages see files from, as the user does; without it the project folder. */
  seenFrom?: string;
}

/** What the rules know of code. */
export interface KnownCode {
  backplanes: readonly KnownBackplane[];
  answers: readonly KnownAnswer[];
  /** Names of methods whose calls are listed. */
  methods: readonly string[];
  /** What things in files say of the site. */
  evidence?: readonly EvidenceRecord[];
  refinements?: readonly Refinement[];
}

/**
 * Reads the project of a site and what its files say about it. Nothing is written or run, and no secret is in the facts.
 * Undefined where there is no project: the facts then come from elsewhere.
 * @throws UserError (2) where it is open which project is meant; UserError (3) where the folder is missing, a file is malformed, with file:line:column, or the site is one of the classic SignalR 2.
 */
export async function scanProject(options: ScanOptions): Promise<Scan | undefined> {
  const chosen = await chooseProject(options.folder, options.project);
  if (options.project !== noProject) await refuseClassicSignalR(resolve(options.folder), chosen?.path, options.seenFrom);
  if (chosen === undefined) return undefined;
  const { path, projects } = chosen;
  try {
    return { ...(await scanAt(path, options)), projects };
  } catch (error) {
    const { seenFrom } = options;
    throw error instanceof FileError && seenFrom !== undefined ? error.seenFrom(relativePath(seenFrom, dirname(path))) : error;
  }
}

async function scanAt(path: string, options: ScanOptions): Promise<Scan> {
  const loaded = await loadProject(path);
  const { folder } = loaded.project;
  // A class library runs within a web project, which has the settings and the rest of the code.
  const site = (loaded.project.web ? undefined : await findHost(path, options.folder)) ?? loaded;
  const [own, settings, allCode, generated] = await Promise.all([
    readSettings(folder),
    readSettings(site.project.folder, folder),
    readCode([...new Set([folder, ...site.folders])]),
    readGenerated(folder),
  ]);
  const code = allCode.filter(({ path: file }) => !generated.files.has(file));
  const around = await scanTree({
    folder: site.project.folder,
    name: site.project.name,
    folders: site.folders,
    given: resolve(options.folder),
    generated: new Set([...generated.files].map((file) => join(folder, file))),
  });
  const tree = seenFrom(around, relativePath(folder, site.project.folder));
  return findFacts({ loaded, settings: own }, { loaded: site, settings, code, generated, tree }, options.known);
}

/** What runs: a web project with its settings, and the code of it and of what it references. */
interface Site {
  loaded: LoadedProject;
  settings: SourceFile[];
  code: readonly SourceFile[];
  generated: Generated;
  tree: TreeScan;
}

/**
 * The same for a project that is not on disk yet, in a folder that need not be there. Files above the folder take part as they would later.
 * @param files all files of the project; their paths are relative to the folder, and one of them is its project file (.csproj).
 */
export async function scanNewProject(folder: string, files: readonly SourceFile[], known?: KnownCode): Promise<Scan> {
  const file = files.find(({ path }) => path.endsWith('.csproj'));
  if (!file) throw new Error('The new project has no project file (.csproj).');
  const settings = files.filter(({ path }) => isSettingsFile(path));
  const code = files.filter(({ path }) => path.endsWith('.cs'));
  const loaded = await loadProject(join(folder, file.path), { given: files });
  return findFacts(
    { loaded, settings },
    { loaded, settings, code, generated: { files: new Set(), packages: new Set() }, tree: nothing },
    known,
  );
}

/** The facts of a site, and the project of it that files are to be written into. */
async function findFacts(
  chosen: Pick<Site, 'loaded' | 'settings'>,
  { loaded, settings, code, generated, tree }: Site,
  { backplanes, answers, methods, evidence = [], refinements = [] }: KnownCode = { backplanes: [], answers: [], methods: [] },
): Promise<Scan> {
  const own = code.filter((file) => !file.path.startsWith('../'));
  const effective = effectiveSettings([...settings.flatMap(parseSettings), ...tree.settings]);
  const telling = tellingCode(code, [
    ...methods,
    ...answers.flatMap((one) => one.methods),
    ...backplanes.flatMap(({ registeredBy }) => registeredBy.map(({ method }) => method)),
    ...evidence.flatMap(({ found, name }) => (found === 'call' ? name : [])),
  ]);
  const calls = callsIn(telling);
  const listed = methods.flatMap((method) =>
    (calls.get(method) ?? []).map((call) => ({ method, file: call.file.path, line: lineOf(call) })),
  );
  const style = await codeStyle(chosen.loaded.project, own);
  const hubs = findHubs(telling, usesSignalREverywhere(loaded.evaluation));
  const project = {
    ...chosen.loaded.project,
    calls: listed,
    hubs: nameableHubs(hubs, reachFrom(chosen.loaded)),
    settings: chosen.settings,
    style,
  };
  const packages = loaded.packages.map((one) => one.reference.id);
  const umbraco = umbracoPackages(loaded.packages).length > 0;
  const inProduction = new Map(
    [...calls].map(([name, all]) => [name, all.filter((call) => !isForDevelopment(call))] as const).filter(([, all]) => all.length > 0),
  );
  const detectedHere: Fact[] = [
    ...detectProject(loaded),
    ...detectAnswers(inProduction, answers, loaded.packages),
    ...detectOwnHubs(hubs, calls),
    ...detectPresenceInMemory(telling, hubs),
    ...detectLostChannelPrefix(calls),
    ...detectInfrastructure(effective.production),
    ...detectDataProtection(calls),
    ...detectConfiguredDataProtection(calls),
    ...detectRegisteredBackplanes(calls, packages, backplanes),
    ...(umbraco ? detectSkipNegotiation(effective.production) : []),
  ];
  const sightings = [...sightPackages(loaded.packages, generated.packages), ...sightCalls(calls), ...sightHubs(calls), ...tree.sightings];
  const findings = [
    ...detectedHere.flatMap(findingsOf),
    ...detectDatabase(effective, { umbraco, packages, hosts: tree.hosts }),
    ...matchEvidence(sightings, evidence, (path) => !path.startsWith('../')),
    ...countEvidence(sightings, evidence),
  ];
  return { project, ...settle(findings, refinements), skipped: tree.skipped, projects: [] };
}

/** Nothing stands around a project that is not there yet. */
const nothing: TreeScan = { sightings: [], settings: [], hosts: new Set(), skipped: [] };

/** Paths as they are seen from another folder, that of the library which belongs to a site. */
function seenFrom(tree: TreeScan, site: string): TreeScan {
  if (site === '') return tree;
  const seen = <T extends { file: SourceFile }>(one: T): T => ({ ...one, file: { ...one.file, path: posix.join(site, one.file.path) } });
  return { ...tree, sightings: tree.sightings.map(seen), settings: tree.settings.map(seen) };
}

/** A fact of the project itself as what is weighed against the rest. */
const findingsOf = ({ id, value, evidence = [] }: Fact): Finding[] =>
  evidence.map((one) => ({ question: id, value, strength: 'plain', settles: true, stage: 'production', own: true, evidence: one }));

/** How a project stands to a file whose path is relative to its folder. */
function reachFrom({ project, folders }: LoadedProject): (path: string) => 'own' | 'referenced' | undefined {
  const referenced = folders.filter((folder) => folder !== project.folder).map((folder) => `${relativePath(project.folder, folder)}/`);
  return (path) => (referenced.some((folder) => path.startsWith(folder)) ? 'referenced' : path.startsWith('../') ? undefined : 'own');
}

/** Whether the project file makes SignalR's namespace a global using. */
const usesSignalREverywhere = ({ items }: Evaluation): boolean =>
  items.some((item) => item.type === 'Using' && attributeOf(item.element, 'Include') === 'Microsoft.AspNetCore.SignalR');
