import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assume } from '../decide/assume.js';
import { chooseStarter, fits, starterAnswers } from '../decide/choose-starter.js';
import { type DecideOptions, decide } from '../decide/decide.js';
import { openQuestions } from '../decide/relevance.js';
import { selectStarterParts } from '../decide/select-parts.js';
import { type Answer, type Fact, type RuleBase, type Starter, UserError } from '../knowledge/types.js';
import { type NewFile, renderNewFiles } from '../plan/templates/new-files.js';
import { answersFileName, parseAnswersFile } from '../questions/answers-file.js';
import { asUnknown, resolve } from '../questions/resolve.js';
import type { Scan } from '../scan/project.js';
import { scanNewProject } from '../scan/scan-project.js';
import { knownCode } from './known-code.js';
import { withTemplates } from './plan.js';
import { complete, type Site } from './site.js';

/** What `new` was told. */
export interface Wish {
  name: string;
  /** Absolute folder of the project, which need not be there. */
  folder: string;
  /** From flags, environment and answers file. */
  stated: Fact[];
  asOf: string;
  /** Folder with rules and templates of the user. */
  rules?: string;
}

/** A project as it will be before the decision's own files are added. */
export interface NewProject {
  starter: Starter;
  /** What was taken for granted, because nobody said otherwise. */
  assumed: Fact[];
  files: NewFile[];
  scan: Scan;
  /** Everything as it would be if the files were there and `generate` were asked. */
  site: Site;
}

/** Each round reads what the last one wrote; two are enough unless a starter contradicts itself. */
const mostRounds = 5;

/**
 * The files of a new project, made until they say of themselves what they were made for: what is decided now is what will be decided
 * of them later. Undefined, with the site, where the answers need no backplane or no backplane fits.
 * @throws UserError (2) where no starter fits the answers.
 */
export async function makeNewProject(ruleBase: RuleBase, wish: Wish): Promise<NewProject | { files: undefined; site: Site }> {
  const { starter, assumed } = answersFor(ruleBase, wish.stated, { asOf: wish.asOf });
  const answers = withOpen(ruleBase, [...wish.stated, ...assumed], wish.asOf);
  let site = siteFor(ruleBase, wish, answers);
  let files: NewFile[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const decision = decide(ruleBase, site.facts, { asOf: wish.asOf });
    if (decision.outcome !== 'backplane') return { files: undefined, site: { ...site, folder: undefined } };
    const { parts, values } = selectStarterParts(ruleBase, starter, site.facts, decision, wish.asOf);
    const own = { ...values, ...valuesOf(wish, answers, site) };
    const made = withTemplates(wish.rules, parts, (templates) => renderNewFiles(parts, templates, own, site.scan?.project.style));
    if (site.scan && isSame(made, files)) return { starter, assumed, files, scan: site.scan, site };
    files = made;
    const sources = made.map(({ file }) => file);
    const scan = await scanNewProject(wish.folder, sources, knownCode(ruleBase));
    const written = sources.find(({ path }) => path === answersFileName);
    const file = written ? parseAnswersFile(written.path, written.text, ruleBase.questions) : answers;
    const { facts } = resolve(ruleBase, { flags: [], environment: {}, file, detected: scan.facts });
    site = { ...siteFor(ruleBase, wish, facts), scan };
  }
  throw new Error(`The starter "${starter.id}" does not come to an end: its files say something else of themselves each time.`);
}

function answersFor(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): { starter: Starter; assumed: Fact[] } {
  const starter = chooseStarter(ruleBase, stated, options);
  const assumed = starter ? starterAnswers(ruleBase, starter, stated, options) : [];
  if (starter && fits(ruleBase, starter, [...stated, ...assumed], options) === true) return { starter, assumed };
  const offered = ruleBase.starters.map(({ id, name, summary }) => `  ${id}: ${name}. ${summary}\n`).join('');
  throw new UserError(
    `None of the projects that can be made from nothing fits these answers. Expected answers that fit one of them:\n${offered}Leave out the flags that do not fit, such as --host, --umbraco-version or --target-framework.`,
    2,
  );
}

/** Nobody is asked: what could still matter is stated as unknown, so that deciding again in the project needs nobody either. */
function withOpen(ruleBase: RuleBase, answers: readonly Fact[], asOf: string): Fact[] {
  const open = [...openQuestions(ruleBase, assume(ruleBase, answers, { asOf }), { asOf })];
  return [...answers, ...asUnknown(open)];
}

function siteFor(ruleBase: RuleBase, { name, asOf, rules }: Wish, stated: Fact[]): Site {
  const own = rules === undefined ? { extra: [] } : { rules, extra: ['--rules', rules] };
  return { ruleBase, folder: name, scan: undefined, stated, saved: [], facts: complete(ruleBase, stated, { asOf }), asOf, ...own };
}

/** What the templates of a starter may use beside the values of the decision. */
function valuesOf({ name, folder }: Wish, answers: readonly Fact[], { ruleBase, scan }: Site): Record<string, unknown> {
  const detected = new Map(scan?.facts.map(({ id, value }) => [id, String(value)]));
  const written = answers.filter(({ id, value }) => detected.get(id) !== String(value));
  const versions = ruleBase.questions.filter(({ type }) => type === 'version').map(({ id }) => id);
  const order = ruleBase.questions.map(({ id }) => id);
  return {
    project: {
      name,
      targetFrameworks: scan?.project.targetFrameworks ?? [],
      belowCentralPackages: isBelow(folder, 'Directory.Packages.props'),
    },
    /** For the answers file: what the other files do not say themselves, as YAML. */
    answers: written
      .toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
      .map(({ id, value, because }) => ({ id, written: JSON.stringify(value), because: because ?? '' })),
    /** Versions as NuGet takes them: the newest of what a partial one leaves open. */
    packageVersions: Object.fromEntries(
      versions.map((id) => [camelCase(id), packageVersion(answers.find((answer) => answer.id === id)?.value ?? '')]),
    ),
  };
}

const packageVersion = (version: Answer): string => (/^\d+(?:\.\d+)?$/.test(String(version)) ? `${version}.*` : String(version));

const camelCase = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Whether a file of this name stands in a folder above. */
function isBelow(folder: string, name: string): boolean {
  const above = dirname(folder);
  return above !== folder && (existsSync(join(above, name)) || isBelow(above, name));
}

const isSame = (some: readonly NewFile[], others: readonly NewFile[]): boolean =>
  some.length === others.length &&
  some.every(({ file }, index) => file.path === others[index]?.file.path && file.text === others[index]?.file.text);
