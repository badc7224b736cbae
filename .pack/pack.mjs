// `npm run pack [FOLDER]`: everything that is published, from the tree as it is, into artifacts/ or the folder. Two runs for one commit give the same bytes.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';
import { installTools, toolFile } from './tools.mjs';

// Times in a zip are local times.
process.env.TZ = 'UTC';
const root = fileURLToPath(new URL('..', import.meta.url));
const target = resolve(process.argv[2] ?? join(root, 'artifacts'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'backplane-pack-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

installTools();
// After the tools: these modules import some of them.
const [{ buildExecutables }, { packDotnetTool }, { checksums, writeSbom }, { builder }] = await Promise.all([
  import('./executables.mjs'),
  import('./dotnet-packages.mjs'),
  import('./sbom.mjs'),
  import('./systems.mjs'),
]);
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const time = timeOfCommit();

run(process.execPath, [join(root, 'build.mjs')], { cwd: root });
const shell = process.platform === 'win32';
const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', target], { cwd: root, shell }));
const tarball = join(target, filename);
const executables = buildExecutables({ root, version, work, target });
const [pointer, ...toolPackages] = await packDotnetTool({ root, version, executables, target, day: time });

const bundledLicences = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
const thirdParties = join(target, 'THIRD-PARTY-LICENSES.txt');
writeFileSync(thirdParties, `${bundledLicences}\n${readFileSync(toolFile(builder.base, 'LICENSE'), 'utf8')}`);
const licence = join(target, 'LICENSE');
copyFileSync(join(root, 'LICENSE'), licence);

const sbomOf = (artifact, { bundled = packagesIn(bundledLicences), base } = {}) =>
  writeSbom({ root, version, bundled, artifact, node: base, time });
const files = [
  tarball,
  sbomOf(tarball),
  ...executables.flatMap(({ path, base }) => [path, sbomOf(path, { base })]),
  pointer,
  sbomOf(pointer, { bundled: [] }),
  ...toolPackages.flatMap((file, index) => [file, sbomOf(file, { base: executables[index].base })]),
  thirdParties,
  licence,
];
writeFileSync(join(target, 'SHA256SUMS'), checksums(files));
for (const file of files) console.log(`${(statSync(file).size / 1e6).toFixed(1).padStart(6)} MB  ${basename(file)}`);
console.log(`${files.length} files and SHA256SUMS in ${target}`);

/** The npm packages in the bundle: those whose licences the build wrote down, each under a line with its name. */
function packagesIn(licences) {
  return licences.split(`\n${'-'.repeat(80)}\n\n`).map((text) => text.slice(0, text.indexOf(' ')));
}

/** The time that all files bear: what SOURCE_DATE_EPOCH says, or that of the last commit. */
function timeOfCommit() {
  const seconds = process.env.SOURCE_DATE_EPOCH ?? run('git', ['log', '-1', '--format=%ct'], { cwd: root }).trim();
  return new Date(Number(seconds) * 1000);
}
