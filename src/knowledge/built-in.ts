import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RuleBase } from './types.js';

/** Present where the program is one executable file: what it reads then lies inside of it, under the names it has in dist/. */
const executable = process.getBuiltinModule('node:sea');

// Beside the bundle in dist/; a test that runs the source finds it from src/knowledge/.
const dist = new URL(import.meta.url.endsWith('.ts') ? '../../dist/' : './', import.meta.url);

const readShipped = (name: string): string =>
  executable.isSea() ? executable.getAsset(name, 'utf8') : readFileSync(new URL(name, dist), 'utf8');

/** The rule base that ships with the product, checked and compiled to JSON when it was built. */
export function loadBuiltIn(): RuleBase {
  return JSON.parse(readShipped('rules.json')) as RuleBase;
}

/** The templates that ship with the product, by path below templates/. */
export function loadBuiltInTemplates(): Record<string, string> {
  return JSON.parse(readShipped('templates.json')) as Record<string, string>;
}

/** Script and style of the page that a report is, as they were built. */
export function loadBuiltInPage(): { script: string; style: string } {
  return JSON.parse(readShipped('page.json')) as { script: string; style: string };
}

/** The YAML that the built-in rule base was made of, as a folder or as texts by path; rules of the user are laid over it. */
export function builtInRules(): string | Record<string, string> {
  return executable.isSea()
    ? (JSON.parse(readShipped('rules-texts.json')) as Record<string, string>)
    : fileURLToPath(new URL('../rules/', dist));
}
