/**
 * What a two-valued sentence is worth when some of its facts are unknown: it is tried on every way those facts could turn out.
 * A fact is varied only when the sentence reads it, so that most sentences need a handful of trials.
 */
import type { Answers, Site, Version } from './site.js';

export type Certainty = 'impossible' | 'possible' | 'certain';
export type Sentence = (site: Site) => boolean;

const yesNo = ['yes', 'no'];
const far = 1e12;

/** One value of each kind that some sentence tells apart. Numbers: the two ends, between which every limit lies. */
const couldBe: Record<string, readonly (string | number)[]> = {
  host: ['umbraco', 'aspnetcore'],
  'target-framework': ['net6.0', 'net7.0', 'net8.0', 'net9.0', 'net10.0'],
  'load-balanced-part': ['backoffice', 'frontend-only', 'none'],
  servers: [1, 2],
  environment: ['production', 'test'],
  'own-hubs': yesNo,
  platform: ['linux-vm', 'azure-app-service', 'azure-container-apps', 'umbraco-cloud', 'fly'],
  cloud: ['azure', 'aws', 'gcp', 'on-premises', 'other'],
  'load-balancer': ['haproxy', 'nginx', 'dns'],
  'container-apps-revision-mode': ['single', 'multiple'],
  'sticky-sessions': yesNo,
  'affinity-cookie-kept': yesNo,
  websockets: yesNo,
  'clients-websockets': ['all', 'some', 'none'],
  'clients-skip-negotiation': ['yes', 'possible', 'no'],
  'messages-per-second': [0, far],
  'peak-messages-per-second': [0, far],
  'traffic-pattern': ['sporadic', 'sustained'],
  'tolerated-delay-ms': [0, far],
  'monthly-budget-usd': [0, far],
  'azure-services-allowed': yesNo,
  database: ['sql-server', 'azure-sql-database', 'azure-sql-managed-instance', 'postgresql', 'none'],
  'service-broker': ['enabled', 'disabled'],
  'redis-region': ['same', 'other'],
};

/** Both sides of every version at which the facts change: 15.2, 17.0, 17.4.2, 17.5, 18.0. */
const versions: readonly Version[] = [
  [13, 0, 0],
  [15, 1, 99],
  [15, 2, 0],
  [16, 99, 0],
  [17, 0, 0],
  [17, 4, 0],
  [17, 4, 1],
  [17, 4, 2],
  [17, 5, 0],
  [17, 10, 0],
  [18, 0, 0],
];

/** A partial version is every version that begins with it; one that begins with a complete version is that one. */
function versionsThatFit(text: string | undefined): readonly Version[] {
  if (text === undefined) return versions;
  const parts = text.split('.').map(Number);
  const padded: Version = [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
  if (parts.length >= 3) return [padded];
  const within = versions.filter((version) => parts.every((part, i) => version[i] === part));
  const last: Version = parts.length === 1 ? [padded[0], 99, 99] : [padded[0], padded[1], 99];
  return [padded, ...within, last];
}

interface Branch {
  fact: string;
  options: readonly unknown[];
  index: number;
}

class Completion implements Site {
  constructor(
    private readonly facts: Answers,
    private readonly branches: Branch[],
  ) {}

  is(id: string, ...values: string[]): boolean {
    return values.includes(this.value(id) as string);
  }

  amount(id: string): number {
    return Number(this.value(id));
  }

  lists(id: string, item: string): boolean {
    const list = this.facts[id];
    return Array.isArray(list) ? list.includes(item) : this.choose(`${id} ${item}`, [false, true]);
  }

  umbracoVersion(): Version {
    const text = this.facts['umbraco-version'];
    return this.choose('umbraco-version', versionsThatFit(text === undefined ? undefined : String(text)));
  }

  states(id: string): boolean {
    return this.facts[id] !== undefined;
  }

  private value(id: string): unknown {
    const options = couldBe[id];
    if (this.facts[id] !== undefined) return this.facts[id];
    if (!options) throw new Error(`The oracle does not know how ${id} could turn out.`);
    return this.choose(id, options);
  }

  private choose<T>(fact: string, options: readonly T[]): T {
    let branch = this.branches.find((candidate) => candidate.fact === fact);
    if (!branch) {
      branch = { fact, options, index: 0 };
      this.branches.push(branch);
    }
    return branch.options[branch.index] as T;
  }
}

/** Moves to the next way the facts could be; false when all were tried. */
function advance(branches: Branch[]): boolean {
  for (let last = branches.at(-1); last; last = branches.at(-1)) {
    last.index += 1;
    if (last.index < last.options.length) return true;
    branches.pop();
  }
  return false;
}

/** `facts` as `stated` returns them: what is absent is unknown. */
export function certainty(facts: Answers, sentence: Sentence): Certainty {
  const branches: Branch[] = [];
  let holds = false;
  let fails = false;
  do {
    if (sentence(new Completion(facts, branches))) holds = true;
    else fails = true;
  } while (!(holds && fails) && advance(branches));
  if (!holds) return 'impossible';
  return fails ? 'possible' : 'certain';
}

/** Whether the sentence holds on a site of which everything the sentence asks is known; throws if something is not. */
export function holdsOn(facts: Answers, sentence: Sentence): boolean {
  const branches: Branch[] = [];
  const holds = sentence(new Completion(facts, branches));
  const open = branches.filter((branch) => branch.options.length > 1).map((branch) => branch.fact);
  if (open.length > 0) throw new Error(`Not known: ${open.join(', ')}.`);
  return holds;
}
