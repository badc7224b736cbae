import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../src/scan/project.js';
import { formatOf, type SiteNames } from '../../src/scan/readers/index.js';

const site: SiteNames = { folder: 'src/Shop', project: 'Shop', only: true, dockerfiles: new Set() };
const bomb = `a: &a [x, x]\n${[...'bcdefghijklmnop'].map((key, index) => `${key}: &${key} [${`*${'abcdefghijklmnop'[index]}, `.repeat(8)}x]`).join('\n')}\nservices: *p\n`;
const texts: Record<string, string> = {
  nothing: '',
  'a truncated mapping': 'apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [',
  'aliases that explode': `apiVersion: v1\n${bomb}`,
  'an alias of itself': 'apiVersion: v1\nkind: &k [*k]\nservices: &s {web: *s}\n',
  'brackets within each other': `apiVersion: v1\nservices: ${'['.repeat(100_000)}`,
  'dashes within each other': `apiVersion: v1\nservices:\n${'- '.repeat(50_000)}x`,
  'levels of indentation': `apiVersion: v1\n${Array.from({ length: 500 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')}`,
  'a resource without an end': `resource x 'Microsoft.Web/sites@2024-04-01' = {\n${'a: {\n'.repeat(20_000)}`,
  'quotes without an end': `resource "azurerm_app_service" "x" {\n  a = "${'\\"'.repeat(50_000)}\n`,
  'a comment without an end': `/*${'*'.repeat(200_000)}`,
  'one long line': `services: ${'x '.repeat(100_000)}`,
  'tabs and control characters': '\tapiVersion:\u0001\u0002\n\t- \u0000\n',
};

describe.each(['compose', 'dockerfile', 'kubernetes', 'blocks', 'app-host', 'pipeline'] as const)('%s', (format) => {
  test.each(Object.keys(texts))(
    '%s does no harm',
    async (name) => {
      const file: SourceFile = { path: 'x', text: texts[name] ?? '', encoding: 'utf8', byteOrderMark: false, newline: '\n' };
      const read = await formatOf(format).load();
      expect(await read(file, site)).toHaveProperty('sightings');
    },
    10_000,
  );
});
