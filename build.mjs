// Builds dist/: the bundled program, the compiled rule base, the templates, the types of the public API. `npm ci` runs it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
// Built beside dist/ and put in its place at the end, so that a failed build leaves the last good one.
const target = join(root, 'dist');
const dist = join(root, `.dist-${process.pid}`);
process.on('exit', () => rmSync(dist, { recursive: true, force: true }));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
mkdirSync(dist, { recursive: true });

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // jsonc-parser's main entry is UMD, which cannot be bundled.
  mainFields: ['module', 'main'],
  format: 'esm',
  define: { __VERSION__: JSON.stringify(version) },
  // Some of the bundled libraries are CommonJS and call require for Node's own modules.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  absWorkingDir: root,
  logLevel: 'warning',
};

const program = await build({
  ...common,
  entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
  outdir: dist,
  splitting: true,
  minify: true,
  keepNames: true,
  legalComments: 'none',
  metafile: true,
});

// The rule base is checked and compiled here, so that no run pays for it and no broken rule ships.
const compiler = join(dist, 'compile-rules.mjs');
await build({ ...common, entryPoints: ['src/knowledge/load/rules-folder.ts'], outfile: compiler });
try {
  const { loadRulesFolders } = await import(pathToFileURL(compiler).href);
  writeFileSync(join(dist, 'rules.json'), JSON.stringify(loadRulesFolders([join(root, 'rules')])));
} catch (error) {
  console.error(error.exitCode ? error.message : error);
  process.exit(1);
} finally {
  rmSync(compiler);
}

const templates = join(root, 'templates');
const files = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const texts = files.map((entry) => join(entry.parentPath, entry.name)).sort();
writeFileSync(
  join(dist, 'templates.json'),
  JSON.stringify(Object.fromEntries(texts.map((file) => [relative(templates, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]))),
);

// The page that a report is: its script (the engine itself, for browsers) and its style, which the program puts into one file with the data.
const page = await build({
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  minify: true,
  legalComments: 'none',
  entryPoints: { page: 'src/page/page.ts', style: 'src/page/page.css' },
  outdir: dist,
  absWorkingDir: root,
  logLevel: 'warning',
  metafile: true,
  write: false,
});
const built = (name) => page.outputFiles.find(({ path }) => path.endsWith(name)).text;
writeFileSync(join(dist, 'page.json'), JSON.stringify({ script: built('page.js'), style: built('style.css') }));

// The licences of what is bundled.
const packages = new Set(
  [program, page]
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
);
const licences = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${manifest.version} (${manifest.license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
});
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));

execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.types.json', '--outDir', join(dist, 'types')],
  { cwd: root, stdio: 'inherit' },
);

const previous = `${dist}-previous`;
if (existsSync(target)) renameSync(target, previous);
renameSync(dist, target);
rmSync(previous, { recursive: true, force: true });
