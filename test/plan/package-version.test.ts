import { expect, test } from 'vitest';
import { judgeVersion, versionForFramework } from '../../src/plan/edit/package-version.js';

const versions = { 'net8.0': '8.0.20', 'net9.0': '9.0.22', 'net10.0': '10.0.15' };

test.each([
  ['net8.0', '8.0.20'],
  ['net10.0', '10.0.15'],
  ['NET9.0', '9.0.22'],
  ['net10.0-windows', '10.0.15'],
  ['net11.0', '10.0.15'],
  ['net8.5', '8.0.20'],
  ['net7.0', undefined],
  ['netstandard2.0', undefined],
  ['net48', undefined],
  ['', undefined],
])('the version for %s is %s', (framework, expected) => expect(versionForFramework(framework, versions)).toBe(expected));

test('the order in which the versions are listed does not matter', () =>
  expect(versionForFramework('net10.0', { 'net10.0': '10.0.15', 'net9.0': '9.0.22' })).toBe('10.0.15'));

test.each([
  // found, wanted, allowed, verdict
  ['10.0.15', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['10.0.1', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['9.0.22', '10.0.15', '>=10.0.0 <11', 'lower'],
  ['10.0', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['11.0.0', '10.0.15', '>=10.0.0 <11', 'other'],
  ['10.0.1', '10.0.15', undefined, 'lower'],
  ['10.0.16', '10.0.15', undefined, 'fine'],
  ['10.*', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['9.*', '10.0.15', '>=10.0.0 <11', 'other'],
  ['*', '10.0.15', '>=10.0.0 <11', 'other'],
  ['[10.0.2]', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['[9.0.2]', '10.0.15', '>=10.0.0 <11', 'other'],
  ['[9.0,11.0)', '10.0.15', '>=10.0.0 <11', 'other'],
  ['[10.0.2,11.0)', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['(10.0.2,11.0)', '10.0.15', '>=10.0.0 <11', 'other'],
  ['(,11.0)', '10.0.15', '>=10.0.0 <11', 'other'],
  ['10.0.0-rc.1', '10.0.15', '>=10.0.0 <11', 'fine'],
  ['1.3', '1.4.0', '>=1.3.0', 'fine'],
  ['1.2.9', '1.4.0', '>=1.3.0', 'lower'],
  ['1.0.0.0', '1.0.0', undefined, 'fine'],
] as const)('%s where %s is wanted and %s is allowed is %s', (found, wanted, allow, verdict) =>
  expect(judgeVersion(found, wanted, allow)).toBe(verdict),
);
