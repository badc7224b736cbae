// No decision leaves its user without a registration: it is generated, or the plan says how to write it, with the package.
import { expect, test } from 'vitest';
import { type Answers, decisionFor, everyGroup, planOf, ruleBase, wonBy } from './decided-site.js';

const site: Answers = {
  host: 'aspnetcore',
  servers: 2,
  'sticky-sessions': 'yes',
  websockets: 'yes',
  platform: 'linux-vm',
  cloud: 'on-premises',
};
const generatedBy = ['redis', 'azure-signalr', 'sql-server'];

test.each(ruleBase.backplanes.map(({ id, traits }) => [id, String(traits.package)]))(
  '%s comes with %s and its registration',
  (id, name) => {
    const { plan, files } = planOf(site, everyGroup, { decision: wonBy(decisionFor(site), id) });
    const steps = plan.steps.map(({ text }) => text).join('\n');
    if (generatedBy.includes(id)) {
      expect(files['SignalRBackplane/SignalRBackplaneExtensions.cs']).toMatch(/AddSignalR\(\)/);
      expect(files['Site.csproj']).toContain(name);
    } else {
      expect(steps).toContain(name);
      expect(steps).toMatch(/Nothing was generated|not certain enough/);
    }
  },
);

test.each(ruleBase.backplanes.map(({ id }) => id).filter((id) => !generatedBy.includes(id)))('%s is not registered twice', (id) => {
  const there = { ...site, 'registered-backplane': [id] };
  const { plan } = planOf(there, everyGroup, { decision: wonBy(decisionFor(there), id) });
  expect(plan.steps.map(({ code }) => code)).not.toContain(`${id}-registration`);
});

test('a load balancer that nobody named is asked for in the plan, and one that was named is not', () => {
  const codes = (answers: Answers) =>
    planOf(answers, everyGroup, { decision: wonBy(decisionFor(answers), 'redis') }).plan.steps.map(({ code }) => code);
  expect(codes(site)).toContain('load-balancer-not-stated');
  expect(codes({ ...site, 'load-balancer': 'haproxy' })).not.toContain('load-balancer-not-stated');
});
