/** The outcomes that come before any verdict. One is taken only where its condition is certain. */
import { affinityToBeHad, before, farm } from './affinity.js';
import type { Certainty, Sentence } from './certainty.js';
import { certainty } from './certainty.js';
import type { Answers } from './site.js';

export type EarlyOutcome = 'none-needed' | 'platform-provides';
type Judge = (sentence: Sentence) => Certainty;

/** backplanes.md 1 rules 1 and 3, exception: one process. */
const oneProcess: Sentence = (site) => !farm(site);

/** umbraco.md 1: front ends are subscribers and serve no hub, unless the site has hubs of its own. */
const frontEndsWithoutHubs: Sentence = (site) =>
  site.is('host', 'umbraco') && site.is('load-balanced-part', 'frontend-only') && site.is('own-hubs', 'no');

/** backplanes.md 1 rule 17: a backplane carries nothing for circuits. Hubs beside theirs are the exception, and have to be stated. */
const circuitsOnly: Sentence = (site) =>
  site.is('application', 'blazor-server') && site.is('host', 'aspnetcore') && !(site.states('own-hubs') && site.is('own-hubs', 'yes'));

/** aspnetcore 31976: over WebSockets alone, with negotiation skipped, circuits work until a reconnect. Where the service may be had, it is had. */
const circuitsUntilAReconnect: Sentence = (site) =>
  site.is('application', 'blazor-server') &&
  site.is('host', 'aspnetcore') &&
  site.is('own-hubs', 'no') &&
  site.is('azure-services-allowed', 'no') &&
  site.is('websockets', 'yes') &&
  site.is('clients-websockets', 'all') &&
  !site.lists('needs', 'stateful-reconnect') &&
  farm(site) &&
  !affinityToBeHad(site);

/** umbraco.md 1 and 6: Umbraco Cloud, CMS 17.4.2 and later. */
const umbracoCloud: Sentence = (site) => site.is('host', 'umbraco') && site.is('platform', 'umbraco-cloud');
const cloudTooOld: Sentence = (site) => before(site.umbracoVersion(), [17, 4, 2]);

/** The outcome with the name of its sentence; undefined where verdicts decide. */
export function earlyOutcome(
  facts: Answers,
  judge: Judge = (sentence) => certainty(facts, sentence),
): { outcome: EarlyOutcome; sentence: string } | undefined {
  if (judge(oneProcess) === 'certain') return { outcome: 'none-needed', sentence: 'oneProcess' };
  if (judge(frontEndsWithoutHubs) === 'certain') return { outcome: 'none-needed', sentence: 'frontEndsWithoutHubs' };
  // Rule 17 again: circuits need affinity, and where there is none Azure SignalR keeps them, so that is not "none needed".
  if (judge(circuitsOnly) === 'certain' && judge(affinityToBeHad) !== 'impossible')
    return { outcome: 'none-needed', sentence: 'circuitsOnly' };
  if (judge(circuitsUntilAReconnect) === 'certain') return { outcome: 'none-needed', sentence: 'circuitsUntilAReconnect' };
  if (judge(umbracoCloud) === 'certain' && judge(cloudTooOld) !== 'certain')
    return { outcome: 'platform-provides', sentence: 'umbracoCloud' };
  return undefined;
}
