/** Every symptom is recognised by what people really saw, before any other. */
import { describe, expect, test } from 'vitest';
import { recogniser } from '../../src/diagnose/recognise.js';
import { rulesInTree } from '../knowledge/rules-in-tree.js';

const { symptoms } = rulesInTree();
const recognise = recogniser(symptoms);
const cases = symptoms.flatMap(({ id, examples }) => examples.map((example): [string, string] => [id, example]));

test.each(cases)('%s is the first that is recognised in: %s', (id, example) => {
  expect(recognise(example)[0]?.symptom.id).toBe(id);
  expect(recognise(`2026-11-27 10:00:00.123 [ERR] ${example.toUpperCase()}`)[0]?.symptom.id).toBe(id);
});

const misses = symptoms.flatMap(({ id, 'near-misses': near = [] }) => near.map((text): [string, string] => [id, text]));

test.each(misses)('%s is not recognised in: %s', (id, text) => {
  expect(recognise(text).map(({ symptom }) => symptom.id)).not.toContain(id);
});

describe('a status', () => {
  const one = recogniser([{ ...symptomOf(), looks: [{ text: ['/negotiate'], status: [404] }] }]);
  test.each<[string, boolean]>([
    ['"POST /hub/negotiate HTTP/1.1" 404 0', true],
    ['"POST /hub/negotiate HTTP/1.1" 200 404', false],
    ["POST /hub/negotiate: status code '404'", true],
    ['/negotiate took 404ms', false],
    ['12:404 /negotiate', false],
    ['/negotiate v1.404.2', false],
  ])('%s: %s', (text, is) => {
    expect(one(text).length > 0).toBe(is);
  });
});

function symptomOf(): (typeof symptoms)[number] {
  const [first] = symptoms;
  if (!first) throw new Error('There are no symptoms.');
  return first;
}
