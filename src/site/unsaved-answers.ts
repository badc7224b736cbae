import { decide } from '../decide/decide.js';
import type { Decision } from '../decide/decision.js';
import { unknown } from '../knowledge/types.js';
import { answersFileName, writeAnswersFile } from '../questions/answers-file.js';
import { complete, type Site } from './site.js';

/**
 * What to say where a plan rests on answers of the command line or the environment, and the next run without them would decide otherwise.
 * Undefined where it would decide the same.
 */
export function unsavedAnswers({ ruleBase, stated, saved, scan, asOf }: Site, decision: Decision): string | undefined {
  const given = stated.filter(({ provenance }) => provenance === 'flag' || provenance === 'env');
  const isSaved = (id: string, value: unknown): boolean => saved.some((fact) => fact.id === id && String(fact.value) === String(value));
  const unsaved = given.filter(({ id, value }) => value !== unknown && !isSaved(id, value));
  if (unsaved.length === 0) return undefined;
  const read = (scan?.facts ?? []).filter(({ id }) => !saved.some((fact) => fact.id === id));
  const prompted = stated.filter(({ provenance }) => provenance === 'prompt');
  const next = decide(ruleBase, complete(ruleBase, [...saved, ...read, ...prompted], { asOf }), { asOf });
  if (next.outcome === decision.outcome && next.recommended === decision.recommended) return undefined;
  const nameOf = (id: string | null): string => ruleBase.backplanes.find((one) => one.id === id)?.name ?? 'no backplane';
  const lines = writeAnswersFile(unsaved)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [
    `Note: this plan rests on answers that stand in no ${answersFileName}. Without them the next run would plan for ${nameOf(next.recommended)}, and not for ${nameOf(decision.recommended)}.`,
    `Give them again each time, or put these lines into ${answersFileName} beside the project:`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}
