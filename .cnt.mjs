import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
await build({ stdin: { contents: "export * from './src/decide/decide.ts'; export * from './src/decide/assume.ts'; export {valuesToTry} from './src/decide/values-to-try.ts'", resolveDir: '.', loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', outfile: '/tmp/c.mjs', logLevel: 'error' });
const d = await import('/tmp/c.mjs');
const rb = JSON.parse(readFileSync('dist/rules.json', 'utf8'));
const site = { host: 'umbraco', 'umbraco-version': '17.8.1', 'load-balanced-part': 'backoffice', servers: 2, platform: 'linux-vm', cloud: 'on-premises', 'load-balancer': 'nginx','sticky-sessions': 'yes', websockets: 'yes', database: 'sql-server', infrastructure: ['redis'], 'concurrent-connections': 40, 'messages-per-second': 1 };
const stated = Object.entries(site).map(([id, value]) => ({ id, value, provenance: 'flag' }));
const read = new Set(); d.recommend(rb, d.assume(rb, stated), { asOf: '2026-11-23' }, (x) => read.add(x));
let n=0; for (const q of rb.questions) if (q.effort !== undefined) { const k=d.valuesToTry(q, site[q.id]).length; console.log(q.id, q.type, k, read.has(q.id)); if (read.has(q.id)) n+=k; } console.log('total', n, 'read', read.size);
