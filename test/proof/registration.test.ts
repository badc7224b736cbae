// No decision leaves its user without a registration, and none is written beside one that is there.
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
/** Its package depends on the edition, which nobody told us. */
const packageByHand = 'ncache';
const winners = ruleBase.backplanes.map(({ id, traits }) => [id, String(traits.package)] as const);
const planWith = (answers: Answers, backplane: string, hubs: string[] = []) =>
  planOf(answers, everyGroup, { decision: wonBy(decisionFor(answers), backplane), on: { hubs } });

test.each(winners)('%s comes with %s and its registration', (id, name) => {
  const { plan, files } = planWith(site, id);
  expect(files['SignalRBackplane/SignalRBackplaneExtensions.cs']).toContain('AddSignalRBackplane(this ');
  const steps = plan.steps.map(({ text }) => text).join('\n');
  expect(id === packageByHand ? steps : files['Site.csproj']).toContain(name);
});

test.each(winners)('%s comes with a composer in Umbraco, unless its bus is set up elsewhere', (id) => {
  const { files } = planWith({ ...site, host: 'umbraco', 'umbraco-version': '17.8.1' }, id);
  const composer = files['Composers/SignalRBackplaneComposer.cs'];
  if (id === 'masstransit') expect(files['SignalRBackplane/SignalRBackplaneExtensions.cs']).toContain('IBusRegistrationConfigurator');
  else expect(composer).toContain('class SignalRBackplaneComposer : IComposer');
});

test.each(winners)('%s is not registered beside what the code registers', (id) => {
  const other = id === 'redis' ? 'nats' : 'redis';
  const cases: [string[], string][] = [
    [[id], 'same-backplane-registered'],
    [[other], 'another-backplane-registered-first'],
    [[id, other], 'another-backplane-registered-first'],
  ];
  for (const [there, step] of cases) {
    const { files, plan } = planWith({ ...site, 'registered-backplane': there }, id);
    expect(Object.keys(files).filter((path) => path.includes('SignalRBackplaneExtensions'))).toEqual([]);
    expect(plan.steps.map(({ code }) => code)).toContain(step);
  }
});

test.each(['rebus', 'masstransit'])('%s names every hub of the project', (id) => {
  const { files } = planWith(site, id, ['Site.Hubs.ChatHub', 'Site.event.AlertsHub']);
  const text = files['SignalRBackplane/SignalRBackplaneExtensions.cs'];
  expect(text).toContain('<global::Site.Hubs.ChatHub>()');
  expect(text).toContain('<global::Site.@event.AlertsHub>()');
});

test('the table of PostgreSQL is asked for where messages may be large, and the servers do not create it', () => {
  const large = planWith(site, 'postgresql');
  expect(large.files['SignalRBackplane/SignalRBackplaneExtensions.cs']).toContain('.AddBackplaneTablePayloadStrategy()');
  expect(large.plan.steps.find(({ code }) => code === 'postgresql-payload-table')?.text).toContain('CREATE TABLE backplane_payloads');
  const small = planWith({ ...site, 'message-bytes': 500 }, 'postgresql');
  expect(small.files['SignalRBackplane/SignalRBackplaneExtensions.cs']).not.toContain('PayloadStrategy');
  expect(small.plan.steps.map(({ code }) => code)).not.toContain('postgresql-payload-table');
  for (const { files } of [large, small]) expect(Object.values(files).join('\n')).not.toContain('InitializePostgres');
});

test('NATS gets no subject prefix, with which groups receive nothing', () => {
  expect(planWith(site, 'nats').files['SignalRBackplane/SignalRBackplaneExtensions.cs']).toContain(
    '.AddNats(NatsConnectionString(configuration));',
  );
});

test('a load balancer that nobody named is asked for in the plan, and one that was named is not', () => {
  const codes = (answers: Answers) =>
    planOf(answers, everyGroup, { decision: wonBy(decisionFor(answers), 'redis') }).plan.steps.map(({ code }) => code);
  expect(codes(site)).toContain('load-balancer-not-stated');
  expect(codes({ ...site, 'load-balancer': 'haproxy' })).not.toContain('load-balancer-not-stated');
});
