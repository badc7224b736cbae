/** The first screen of an advice: what to use, at what price, what is to be done by whom, and the next command; the rest is behind --full. */
import { describe, expect, test } from 'vitest';
import { backplane, flags } from '../../cli/fake-terminal.js';
import { folderWith } from '../../cli/folder-with.js';
import { sites as everyOutcome, farm } from './sites.js';

const sites = {
  ...everyOutcome,
  'a large one': { ...farm, cloud: 'azure', platform: 'aks', 'concurrent-connections': 30_000, infrastructure: 'redis', priority: 'scale' },
};

interface Shown {
  recommended: string | null;
  changes: { set: Record<string, unknown> }[];
  prerequisites: { title: string; who: string }[];
}

async function shown(answers: Record<string, string | number>, width = 80): Promise<{ lines: string[]; json: Shown }> {
  const argv = ['advise', ...flags(answers), '--missing', 'unknown'];
  const [text, json] = await Promise.all([backplane(argv, { width }), backplane([...argv, '--format', 'json'])]);
  expect(text.code).toBe(json.code);
  return { lines: text.out.trimEnd().split('\n'), json: JSON.parse(json.out) };
}

describe.each(Object.entries(sites))('%s', (_, answers) => {
  test('is one screen: at most 40 lines of 80 columns, of which nothing names a band or an exact boundary', async () => {
    const { lines } = await shown(answers);
    expect(lines.length).toBeLessThanOrEqual(40);
    const text = lines.join('\n');
    expect(text).not.toMatch(/in-proportion|out-of-proportion|at-least|499,9\d\d|2,999 ms/);
  });

  test.each([40, 60, 80, 110])('fits %d columns', async (width) => {
    const { lines } = await shown(answers, width);
    for (const line of lines) if (line.length > width) expect(line).toMatch(/^\s*(- )?\S+$/);
  });

  test('each prerequisite is counted, and its title stands there while there is room', async () => {
    const { lines, json } = await shown(answers, 1000);
    const text = lines.join('\n');
    const yours = json.prerequisites.filter(({ who }) => who === 'you');
    const written = json.prerequisites.filter(({ who }) => who === 'generated');
    for (const { title } of written) expect(text).toContain(title);
    if (yours.length <= 7) for (const { title } of yours) expect(text).toContain(title);
    if (written.length > 0) expect(text).toContain(`${written.length} can be written`);
    if (yours.length > 0) expect(text).toMatch(new RegExp(`${yours.length} (is|are) yours`));
  });

  test('the last lines say what to do next, and how to see the rest', async () => {
    const { lines, json } = await shown(answers, 1000);
    const end = lines.slice(-2).join(' ');
    expect(end).toContain('--full');
    if (json.recommended) expect(end).toContain('backplane generate');
  });
});

test('what a file of the site says otherwise is wrong there, with its place, and comes first', async () => {
  const folder = folderWith({
    'Site.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="Umbraco.Cms" Version="17.8.1" /></ItemGroup></Project>',
    'appsettings.json': '{\n  "Umbraco": { "CMS": { "SignalR": {\n    "ClientShouldSkipNegotiation": true\n  } } }\n}\n',
  });
  const answers = {
    servers: 2,
    'load-balanced-part': 'backoffice',
    'own-hubs': 'no',
    infrastructure: 'azure-signalr',
    cloud: 'azure',
    missing: 'unknown',
  };
  const { out } = await backplane(['advise', '.', ...flags(answers)], { folder });
  expect(out).toMatch(/What must be so\n {2}wrong {4}Umbraco's clients negotiate again \(appsettings\.json:3\)/);
  expect(out).toContain('1 thing is wrong in your site');
});

test('a number that turns the decision is said as the limit that it is beyond, and nobody is told to take away what runs', async () => {
  const { out } = await backplane([
    'advise',
    ...flags({
      ...sites.certain,
      infrastructure: 'none',
      'service-broker': 'disabled',
      needs: 'no-new-infrastructure',
      'tolerated-delay-ms': 10_000,
    }),
    ...['--missing', 'unknown', '--full'],
  ]);
  expect(out).toMatch(/If you send more than 1,000 messages a second/);
  expect(out).not.toContain('1,001');
  const { 'own-hubs': _, 'messages-per-second': __, ...some } = sites.certain;
  const { lines, json } = await shown(some);
  expect(json.changes.map(({ set }) => set)).toContainEqual({ infrastructure: [] });
  expect(lines.join('\n')).toContain('What would change it');
  expect(lines.join('\n')).not.toMatch(/with none/);
});
