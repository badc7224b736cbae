// `npm run bench`: whole-process times as ratios to a bare `node -e 0` of the same run, and how often the engine decides in one process. A benchmark, not a test: it fails nothing.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backplane-bench-'));
const answers =
  '--host umbraco --umbraco-version 17.8.1 --load-balanced-part backoffice --servers 2 --platform linux-vm --cloud on-premises --load-balancer nginx --sticky-sessions yes --websockets yes --database sql-server --infrastructure redis --concurrent-connections 40 --messages-per-second 1';
const runs = {
  'node -e 0': ['-e', '0'],
  'backplane --version': [program, '--version'],
  'backplane --help': [program, '--help'],
  'backplane advise --format json': [program, 'advise', ...answers.split(' '), '--missing', 'unknown', '--no-input', '--format', 'json'],
};
const goals = { 'backplane --version': 1.15, 'backplane --help': 1.3, 'backplane advise --format json': 1.5 };
const rounds = Number(process.argv[2] ?? 25);

const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
// Interleaved, so that whatever else the machine does falls on all alike.
for (let round = 0; round < rounds; round++)
  for (const [name, args] of Object.entries(runs)) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, CI: 'true' } });
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
    times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const bare = median(times['node -e 0']);
for (const [name, values] of Object.entries(times)) {
  const goal = goals[name] ? `  (goal ${goals[name]})` : '';
  console.log(`${name.padEnd(32)} ${median(values).toFixed(0).padStart(5)} ms  ${(median(values) / bare).toFixed(2)} x${goal}`);
}

// The engine itself, from the sources: `recommend` is not public.
const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['src/index.ts', 'src/decide/recommend.ts', 'src/questions/wizard.ts', 'test/oracle/answers.ts', 'test/oracle/draw.ts'];
const engineFile = join(folder, 'engine.mjs');
await build({
  stdin: { contents: sources.map((file) => `export * from './${file}';`).join('\n'), resolveDir: root, loader: 'ts' },
  outfile: engineFile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  define: { __VERSION__: '""' },
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
});
copyFileSync(join(root, 'dist/rules.json'), join(folder, 'rules.json'));
const engine = await import(pathToFileURL(engineFile).href);

const ruleBase = engine.loadBuiltIn();
const options = { asOf: '2026-11-23' };
const random = engine.randomFrom(1);
const sites = Array.from({ length: 400 }, (_, index) =>
  Object.entries((index % 2 ? engine.anySite : engine.nearCalm)(random)).map(([id, value]) => ({ id, value, provenance: 'flag' })),
);
// As they are in the middle of a run of the wizard.
const halves = sites.map((site, index) => site.slice(0, index % site.length));
const facts = sites.map((site) => engine.assume(ruleBase, site, options));

/** What one run takes of the processor, in microseconds: others on the machine count less than in time that passes. */
function cost(run) {
  for (let index = 0; index < sites.length; index++) run(index);
  const start = process.cpuUsage();
  let count = 0;
  const spent = () => {
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  do for (let index = 0; index < sites.length; index++, count++) run(index);
  while (spent() < 1_000_000);
  return spent() / count;
}

const decisions = {
  'decide, with all reasons': [(index) => engine.decide(ruleBase, facts[index], options), 20_000],
  'decide, as JSON': [(index) => JSON.stringify(engine.decide(ruleBase, facts[index], options))],
  'outcome and winner only': [(index) => engine.recommend(ruleBase, facts[index], options), 200_000],
  'decide and findChanges': [
    (index) => engine.findChanges(ruleBase, sites[index], engine.decide(ruleBase, facts[index], options), options),
    1000 / 0.7,
  ],
  'next question of the wizard': [(index) => engine.nextQuestion(ruleBase, halves[index], options), 1000 / 10],
};
for (const [name, [run, goal]] of Object.entries(decisions)) {
  const each = cost(run);
  const wanted = goal ? `  (goal ${Math.round(goal)})` : '';
  console.log(`${name.padEnd(32)} ${(each / 1000).toFixed(3).padStart(8)} ms  ${(1e6 / each).toFixed(0).padStart(7)} a second${wanted}`);
}
