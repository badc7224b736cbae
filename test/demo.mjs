// `npm run demo`: recommends for, and generates into a copy of, the example Umbraco 17 site, without asking anything, and shows what it did.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = join(root, '.demo');
rmSync(site, { recursive: true, force: true });
cpSync(join(root, 'test/fixtures/umbraco-17-site'), site, { recursive: true });

// What a scan of the project cannot know. Everything else is read from the site or assumed, and shown.
const answers =
  '--load-balanced-part backoffice --servers 2 --platform linux-vm --cloud on-premises --load-balancer nginx --sticky-sessions yes --websockets yes --infrastructure redis --redis-region same';

function step(title, ...args) {
  console.log(`\n$ backplane ${args.join(' ')}\n# ${title}\n`);
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BACKPLANE_')));
  const { status } = spawnSync(process.execPath, [join(root, 'dist/main.js'), ...args], { cwd: root, stdio: 'inherit', env: environment });
  if (status !== 0) process.exit(status ?? 1);
}

const given = [...answers.split(' '), '--missing', 'unknown', '--no-input'];
step('Which backplane fits this site, and why?', 'advise', '.demo', ...given);
step('Put it into the site (a copy of test/fixtures/umbraco-17-site).', 'generate', '.demo', ...given, '--yes');
console.log('\nLook at what it wrote in .demo/, for example .demo/Composers/SignalRBackplaneComposer.cs');
console.log('For a site of your own:  npx backplane PATH/TO/YOUR/SITE');
