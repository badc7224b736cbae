// How each program is asked whether it understands a configuration. Every check returns its complaint, empty where there is none.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

function run(command: string, args: string[], input?: string): { status: number | null; text: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 60_000,
    ...(input === undefined ? {} : { input }),
  });
  return { status, text: error ? String(error) : `${stdout}${stderr}` };
}

const complaint = ({ status, text }: { status: number | null; text: string }): string =>
  status === 0 ? '' : text || `exit code ${status}`;

function write(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Whether the nginx that is here can do affinity by cookie: "sticky" came with 1.29.6, and Debian's is older. */
export function nginxKnowsSticky(): boolean {
  const [, major = 0, minor = 0, patch = 0] = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(run('nginx', ['-v']).text)?.map(Number) ?? [];
  return major > 1 || (major === 1 && (minor > 29 || (minor === 29 && patch >= 6)));
}

/** A whole configuration of nginx around one that belongs into its http block; it keeps to the folder. */
export function nginxWrapper(folder: string, text: string): string {
  const known = nginxKnowsSticky() ? text : text.replace(/^ +sticky cookie .*\n/m, '');
  const included = write(folder, 'included.conf', known);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  return write(
    folder,
    'nginx.conf',
    `pid ${folder}/nginx.pid;\nerror_log stderr;\nevents {}\nhttp { access_log off; ${temporary} include ${included}; }\n`,
  );
}

export const checkNginx = (folder: string, text: string): string => complaint(run('nginx', ['-t', '-c', nginxWrapper(folder, text)]));

export const checkHaproxy = (file: string): string => complaint(run('haproxy', ['-c', '-f', file]));

/** A configuration of Caddy without its administration port, and for this machine only. */
export function caddyWrapper(folder: string, text: string): string {
  const [, minor = 0] = /^v?2\.(\d+)/.exec(run('caddy', ['version']).text)?.map(Number) ?? [];
  // "stream_close_delay" and "client_ip_hash" came with Caddy 2.7; Debian has 2.6.
  const known = minor >= 7 ? text : text.replace(/^\s*stream_close_delay .*\n/m, '').replace('client_ip_hash', 'ip_hash');
  const imported = write(folder, 'Caddyfile.site', known);
  return write(folder, 'Caddyfile', `{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\nimport ${imported}\n`);
}

export const checkCaddy = (folder: string, text: string): string =>
  complaint(run('caddy', ['validate', '--adapter', 'caddyfile', '--config', caddyWrapper(folder, text)]));

/** What Caddy makes of a configuration, as JSON, or its complaint. */
export const adaptCaddy = (folder: string, text: string): string =>
  run('caddy', ['adapt', '--adapter', 'caddyfile', '--config', caddyWrapper(folder, text)]).text;

/** Also complains where `terraform fmt` would write it differently. */
export function checkTerraform(text: string): string {
  const { status, stdout, stderr } = spawnSync('terraform', ['fmt', '-check', '-diff', '-'], {
    encoding: 'utf8',
    input: text,
    timeout: 60_000,
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** Complains of anything that shellcheck would say of a script for a POSIX shell. */
export const checkShell = (text: string): string => complaint(run('shellcheck', ['--shell=sh', '-'], text));

/** A TOML text as JSON values. */
export function checkToml(text: string): unknown {
  const { status, text: output } = run(
    'python3',
    ['-c', 'import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.read())))'],
    text,
  );
  if (status !== 0) throw new Error(output);
  return JSON.parse(output);
}
