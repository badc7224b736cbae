// `npm run pack:check [FOLDER]`: installs each package of artifacts/ (or the folder) as its user would, and runs it. Every way must give the same advice.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executableProblems } from './executable-problems.mjs';
import { run } from './run.mjs';
import { checksums } from './sbom.mjs';
import { nodes, systems } from './systems.mjs';
import { installTools, toolFile, toolVersion } from './tools.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const artifacts = resolve(process.argv[2] ?? join(root, 'artifacts'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'backplane-check-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
installTools();
const artifact = (name) => join(artifacts, name);
const tarball = artifact(`backplane-advisor-${version}.tgz`);

// A folder of its own, so that nothing of this tree is found by chance.
const site = join(work, 'site');
cpSync(join(root, 'test/fixtures/umbraco-17-site'), site, { recursive: true });
const answers = ['--servers', '2', '--load-balanced-part', 'backoffice', '--infrastructure', 'redis', '--missing', 'unknown'];
const advice = ['advise', 'site', ...answers, '--as-of', '2026-11-27', '--format', 'json'];
const environment = {
  ...process.env,
  CI: 'true',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  NUGET_PACKAGES: join(work, 'nuget'),
};
const expected = run(process.execPath, [join(root, 'dist/main.js'), ...advice], { cwd: work, env: environment });

/** Runs an installed program: it says its version, advises as dist/ does, and shows what it would generate. */
function tryProgram(program, first = [], env = environment) {
  const options = { cwd: work, env };
  same(run(program, [...first, '--version'], options).trim(), version, 'the version');
  same(run(program, [...first, ...advice], options), expected, 'the advice');
  run(program, [...first, 'generate', 'site', ...answers, '--diff'], options);
  const report = run(program, [...first, 'report', 'site', ...answers], options);
  if (!report.includes('id="data"') || !report.includes('adviseJson')) throw new Error('The report has no script or no data.');
  run(program, [...first, 'rules', 'list', '--rules', emptyFolder()], options);
}

const steps = {
  'the checksums are those of the files': () => {
    const sums = readFileSync(artifact('SHA256SUMS'), 'utf8');
    const files = sums.split('\n').flatMap((line) => line.split('  ')[1] ?? []);
    same(checksums(files.map(artifact)), sums, 'SHA256SUMS');
    same(readdirSync(artifacts).sort().join(), [...files, 'SHA256SUMS'].sort().join(), 'the files');
  },
  'packed again, all is the same': () => {
    const again = join(work, 'again');
    run(process.execPath, [join(root, '.pack/pack.mjs'), again], { cwd: root });
    const [now, before] = [join(again, 'SHA256SUMS'), artifact('SHA256SUMS')].map((file) => readFileSync(file, 'utf8').split('\n'));
    const other = now.filter((line) => !before.includes(line)).map((line) => line.split('  ')[1]);
    if (other.length > 0)
      throw new Error(`Not the same bytes: ${other.join(', ')}. Run npm run pack first where the tree has changed since.`);
    rmSync(again, { recursive: true });
  },
  'every bill of materials is valid CycloneDX, and names what is inside': async () => {
    const { Spec, Validation } = await import('@cyclonedx/cyclonedx-library');
    for (const name of readdirSync(artifacts).filter((file) => file.endsWith('.cdx.json'))) {
      const text = readFileSync(artifact(name), 'utf8');
      const problem = await new Validation.JsonStrictValidator(
        Spec.Version[`v${JSON.parse(text).specVersion.replace('.', 'dot')}`],
      ).validate(text);
      if (problem) throw new Error(`${name}: ${JSON.stringify(problem)}`);
    }
    const { components } = JSON.parse(readFileSync(`${tarball}.cdx.json`, 'utf8'));
    for (const name of ['commander', 'yaml', 'zod'])
      if (!components.some((component) => component.name === name)) throw new Error(`${name} is missing in the bill of the npm package.`);
  },
  'publint and arethetypeswrong find nothing in the npm package': () => {
    run(process.execPath, [toolFile('publint', 'src/cli.js'), 'run', '--strict', tarball], { cwd: work });
    run(process.execPath, [toolFile('@arethetypeswrong/cli', 'dist/index.js'), '--profile', 'esm-only', tarball], { cwd: work });
  },
  'the npm package, installed in an empty folder': () => {
    const folder = newFolder('npm');
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const install = ['install', tarball, '--offline', '--no-audit', '--no-fund'];
    run('npm', install, { cwd: folder, shell: process.platform === 'win32' });
    const api =
      "import { advise, openSite } from 'backplane-advisor'; console.log(advise(await openSite({ asOf: '2026-11-27' })).decision.outcome);";
    writeFileSync(join(folder, 'api.js'), api);
    for (const name of nodes) {
      const node = toolFile(name, 'bin/node');
      // As npx runs it: by its name, with this Node first in the path.
      const env = { ...environment, PATH: [dirname(node), join(folder, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
      tryProgram('backplane', [], env);
      same(run(node, ['api.js'], { cwd: folder, env }), 'backplane\n', 'the outcome by the API');
      console.log(`    on Node ${toolVersion(name)}`);
    }
  },
  'the executable for Linux, without Node in the path': () =>
    tryProgram(artifact(`backplane-${version}-linux-x64`), [], { ...environment, PATH: emptyFolder() }),
  'the executables for all systems have the right format, and the program inside (those for Windows and macOS cannot be run here)': () => {
    for (const { rid, suffix } of systems) {
      const problems = executableProblems(readFileSync(artifact(`backplane-${version}-${rid}${suffix}`)), rid);
      if (problems.length > 0) throw new Error(`${rid}: ${problems.join('; ')}`);
    }
  },
  'the .NET tool, installed and run': () => {
    if (!hasDotnet()) return 'skipped: there is no .NET SDK 10 (dotnet) here';
    const folder = join(newFolder('tool'), 'path');
    const env = { ...environment, DOTNET_CLI_HOME: newFolder('dotnet-home') };
    const feed = ['--source', artifacts];
    run('dotnet', ['tool', 'install', 'backplane-advisor', '--version', version, '--tool-path', folder, ...feed], { cwd: work, env });
    tryProgram(join(folder, 'backplane'), [], env);
  },
  'the .NET tool, run once by dnx': () => {
    if (!hasDotnet()) return 'skipped: there is no .NET SDK 10 (dotnet) here';
    const env = { ...environment, DOTNET_CLI_HOME: newFolder('dnx-home'), NUGET_PACKAGES: newFolder('dnx-packages') };
    tryProgram('dotnet', ['dnx', `backplane-advisor@${version}`, '--source', artifacts, '--yes', '--'], env);
  },
};

for (const [name, step] of Object.entries(steps)) {
  const start = Date.now();
  const skipped = await step();
  console.log(`${skipped ? '-' : '✔'} ${name}${skipped ? `: ${skipped}` : ''} (${((Date.now() - start) / 1000).toFixed(0)} s)`);
}

function hasDotnet() {
  try {
    return Number.parseInt(run('dotnet', ['--version'], { env: environment }), 10) >= 10;
  } catch (error) {
    if (process.env.CI) throw error;
    return false;
  }
}

function newFolder(name) {
  const folder = join(work, name);
  mkdirSync(folder);
  return folder;
}

function emptyFolder() {
  const folder = join(work, 'empty');
  if (!existsSync(folder)) mkdirSync(folder);
  return folder;
}

function same(found, wanted, what) {
  if (found !== wanted) throw new Error(`${what}: found\n${found}\nexpected\n${wanted}`);
}
