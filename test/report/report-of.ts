import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { backplane, flags } from '../cli/fake-terminal.js';
import { emptyFolder } from '../cli/program-run.js';

export const day = '2026-11-27';

/** The site that most tests look at: a backoffice on four servers. */
export const answers = {
  'load-balanced-part': 'backoffice',
  servers: 4,
  platform: 'aks',
  cloud: 'azure',
  'load-balancer': 'ingress-nginx',
  'sticky-sessions': 'yes',
  websockets: 'yes',
  'own-hubs': 'yes',
  'concurrent-connections': 5000,
  'messages-per-second': 50,
  'message-bytes': 500,
  audience: 'groups',
  'recipients-per-message': 20,
};

export const fixture = fileURLToPath(new URL('../fixtures/umbraco-17-site', import.meta.url));

/** What a command prints in a format, for these answers and the fixture or for none. */
export async function printed(
  words: readonly string[],
  stated: Record<string, string | number> = answers,
  folder?: string,
): Promise<string> {
  const { code, out, err } = await backplane(
    [...words, ...(folder === undefined ? [] : [folder]), ...flags(stated), '--missing', 'unknown', '--as-of', day],
    { today: day },
  );
  expect([0, 4], err).toContain(code);
  return out;
}

/** The page in a file, as its address. */
export function asFile(page: string): string {
  const file = join(emptyFolder(), 'report.html');
  writeFileSync(file, page);
  return pathToFileURL(file).href;
}
