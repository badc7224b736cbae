import { spawnSync } from 'node:child_process';
import { describe, it } from 'vitest';

interface Need {
  /** The program to ask; default: the name of the need. */
  command?: string;
  ask: string[];
  expect: RegExp;
  name: string;
}

const imports =
  "await import('kubernetes-models/v1/Service'); await import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute'); console.log('here')";

/** Programs that a proof runs, how to ask for their version, and what the answer must look like. */
const programs = {
  dotnet: { ask: ['--version'], expect: /^1\d\./, name: 'the .NET SDK 10 (dotnet)' },
  'redis-server': { ask: ['--version'], expect: /v=/, name: 'redis-server (Debian and Ubuntu: apt-get install redis-server)' },
  nginx: { ask: ['-v'], expect: /nginx\/1/, name: 'nginx (Debian and Ubuntu: apt-get install nginx)' },
  haproxy: { ask: ['-v'], expect: /version [23]/, name: 'haproxy (Debian and Ubuntu: apt-get install haproxy)' },
  caddy: { ask: ['version'], expect: /^v?2\./m, name: 'caddy (Debian and Ubuntu: apt-get install caddy)' },
  promtool: { ask: ['--version'], expect: /version 2\.|version 3\./, name: 'promtool (Debian and Ubuntu: apt-get install prometheus)' },
  openssl: { ask: ['version'], expect: /SSL/, name: 'openssl (Debian and Ubuntu: apt-get install openssl)' },
  shellcheck: { ask: ['--version'], expect: /version: /, name: 'shellcheck (Debian and Ubuntu: apt-get install shellcheck)' },
  terraform: { ask: ['version'], expect: /Terraform v1/, name: 'terraform' },
  python3: { ask: ['--version'], expect: /Python 3\.1[1-9]/, name: 'python3 (3.11 or newer)' },
  'kubernetes-models': {
    command: process.execPath,
    ask: ['--input-type=module', '-e', imports],
    expect: /here/,
    name: 'the npm packages kubernetes-models and @kubernetes-models/gateway-api',
  },
} satisfies Record<string, Need>;

/**
 * A `describe` for tests that need programs which a user's machine may lack: skipped there with a line that says what is missing, failed on CI.
 */
export function describeWith(needs: (keyof typeof programs)[], title: string, tests: () => void): void {
  const missing = needs.filter((need) => !isHere(need, programs[need]));
  if (!missing.length) {
    describe(title, tests);
    return;
  }
  const message = `${title}: needs ${missing.map((need) => programs[need].name).join(' and ')}.`;
  if (process.env.CI)
    it(title, () => {
      throw new Error(message);
    });
  else {
    console.warn(`skipped: ${message}`);
    describe.skip(title, tests);
  }
}

function isHere(name: string, { command = name, ask, expect }: Need): boolean {
  const { stdout, stderr } = spawnSync(command, ask, { encoding: 'utf8' });
  return expect.test(`${stdout}${stderr}`);
}
