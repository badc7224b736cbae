// `npm run bench`: whole-process times as ratios to a bare `node -e 0` of the same run. A benchmark, not a test: it fails nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backplane-bench-'));
const answers =
  '--host umbraco --umbraco-version 17.8.1 --load-balanced-part backoffice --servers 2 --platform linux-vm --cloud on-premises --load-balancer nginx --sticky-sessions yes --websockets yes --database sql-server --infrastructure redis --concurrent-connections 40 --messages-per-second 1';
const runs = {
  'node -e 0': ['-e', '0'],
  'backplane --version': [program, '--version'],
  'backplane advise --format json': [program, 'advise', ...answers.split(' '), '--missing', 'unknown', '--no-input', '--format', 'json'],
};
const goals = { 'backplane --version': 1.2, 'backplane advise --format json': 1.5 };
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
