/**
 * A site as the oracle sees it: what was stated, and for what was not, one way it could be.
 * Nothing here comes from rules/ or src/: the sources are ../shared/names.md (types, defaults) and ../shared/facts.
 */

export type Answers = Record<string, string | number | string[]>;
export type Version = readonly [major: number, minor: number, patch: number];

/** Reads facts that are all known, as far as a sentence asks for them. */
export interface Site {
  /** Whether the fact has one of these values. */
  is(id: string, ...values: string[]): boolean;
  amount(id: string): number;
  /** Whether the list names the item. */
  lists(id: string, item: string): boolean;
  umbracoVersion(): Version;
  /** Whether somebody stated it, or a default stands in for the statement. */
  states(id: string): boolean;
}

/** A platform that exists in one cloud only says which cloud it is. */
export function cloudOfPlatform(platform: Answers[string] | undefined): string | undefined {
  const name = String(platform);
  if (name === 'aks' || name.startsWith('azure-')) return 'azure';
  if (name === 'fly') return 'other';
  return name.startsWith('aws-') ? 'aws' : name.startsWith('gcp-') ? 'gcp' : undefined;
}

/** names.md, `load-balancer`: the one nearest to the servers. On these platforms that is the platform's own. */
const bringsItsBalancer = ['azure-app-service', 'azure-container-apps', 'fly'];

/** What was stated, without the answers `unknown`, and with the defaults of names.md. An absent key is a fact that nobody knows. */
export function stated(answers: Answers): Answers {
  const facts: Answers = {};
  for (const [id, value] of Object.entries(answers)) if (value !== 'unknown') facts[id] = value;
  const defaultTo = (id: string, value: Answers[string] | undefined) => {
    if (facts[id] === undefined && value !== undefined) facts[id] = value;
  };
  defaultTo('max-servers', facts.servers);
  defaultTo('processes-per-server', 1);
  defaultTo('active-hours-per-day', 24);
  defaultTo('peak-messages-per-second', facts['messages-per-second']);
  defaultTo('needs', []);
  defaultTo('application', 'standard');
  // names.md: "Not stated counts as no". A fact that should count as something when it is not stated gets its line here.
  defaultTo('sticky-sessions-possible', 'no');
  // Only Umbraco has a version of it, a balanced part and Umbraco Cloud.
  const isUmbraco =
    facts.platform === 'umbraco-cloud' || facts['umbraco-version'] !== undefined || facts['load-balanced-part'] !== undefined;
  // Who answers `unknown` is not corrected.
  defaultTo('host', isUmbraco && answers.host === undefined ? 'umbraco' : undefined);
  defaultTo('cloud', cloudOfPlatform(facts.platform));
  defaultTo('load-balancer', bringsItsBalancer.includes(String(facts.platform)) ? facts.platform : undefined);
  // The clients of Umbraco's own hubs are browsers, and browsers keep cookies (backplanes.md 9, last paragraph).
  defaultTo('affinity-cookie-kept', facts.host === 'umbraco' && facts['own-hubs'] === 'no' ? 'yes' : undefined);
  // Not stated counts as all: browsers and the .NET client have WebSockets. The oracle's sites say of no client that it is another.
  defaultTo('clients-websockets', answers['clients-websockets'] === undefined ? 'all' : undefined);
  defaultTo('azure-services-allowed', facts.cloud === 'azure' ? 'yes' : undefined);
  return facts;
}
