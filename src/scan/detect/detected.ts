import type { Answer, Fact } from '../../knowledge/types.js';
import { evidenceAt, type Spot } from '../evidence.js';

/** More places do not make a fact more certain. */
const most = 5;

/** A fact that the places in the files show; none where there is no place. */
export function detected(id: string, value: Answer, spots: readonly Spot[]): Fact[] {
  if (spots.length === 0) return [];
  const lines = new Map(spots.map(evidenceAt).map((evidence) => [`${evidence.file}:${evidence.line}`, evidence]));
  return [{ id, value, provenance: 'detected', evidence: [...lines.values()].slice(0, most) }];
}
