import { readFileSync } from 'node:fs';
import type { RuleBase } from './types.js';

// Beside the bundle in dist/; a test that runs the source finds it from src/knowledge/.
const dist = new URL(import.meta.url.endsWith('.ts') ? '../../dist/' : './', import.meta.url);

/** The rule base that ships with the product, checked and compiled to JSON when it was built. */
export function loadBuiltIn(): RuleBase {
  return JSON.parse(readFileSync(new URL('rules.json', dist), 'utf8')) as RuleBase;
}

/** The templates that ship with the product, by path below templates/. */
export function loadBuiltInTemplates(): Record<string, string> {
  return JSON.parse(readFileSync(new URL('templates.json', dist), 'utf8')) as Record<string, string>;
}

/** The folder with the YAML that the built-in rule base was made of; rules of the user are laid over it. */
export const builtInRulesFolder = new URL('../rules/', dist);
