import { Scope } from '../decide/scope.js';
import type { Fact, RuleBase, Symptom } from '../knowledge/types.js';
import { conceal } from './conceal.js';
import { nearestSymptoms } from './nearest-symptoms.js';
import type { Passage } from './passages.js';
import { type RankedCause, rankCauses } from './rank-causes.js';
import { type Recognise, recogniser } from './recognise.js';

/** Where a symptom was seen: a line with everything masked that is nobody's business. */
export interface Place {
  line: number;
  text: string;
}

export interface DiagnosedSymptom {
  id: string;
  title: string;
  means: string;
  /** How often, and the first places. */
  matched: { count: number; places: Place[] };
  causes: RankedCause[];
  source: string[];
}

export interface Diagnosis {
  /** The most special first, and of those the first seen. */
  symptoms: DiagnosedSymptom[];
  /** Where none was recognised: those that are nearest. */
  nearest: Symptom[];
}

const placesKept = 3;
const wordsKept = 4_000;

/** Looks at one message after the other, and keeps what it recognises. */
export class Examination {
  private readonly recognise: Recognise;
  private readonly found = new Map<string, { symptom: Symptom; letters: number; count: number; places: Place[] }>();
  /** Of what was not recognised, the beginning of what sounds like a failure. */
  private unknown = '';

  constructor(private readonly ruleBase: RuleBase) {
    this.recognise = recogniser(ruleBase.symptoms);
  }

  look({ line, text }: Passage): void {
    const recognised = this.recognise(text);
    if (recognised.length === 0) {
      if (this.unknown.length < wordsKept && (this.unknown === '' || failure.test(text))) this.unknown += `${text.slice(0, 1_000)}\n`;
      return;
    }
    for (const { symptom, letters } of recognised) {
      const before = this.found.get(symptom.id) ?? { symptom, letters: 0, count: 0, places: [] };
      before.count++;
      before.letters = Math.max(before.letters, letters);
      if (before.places.length < placesKept) before.places.push({ line, text: conceal(text) });
      this.found.set(symptom.id, before);
    }
  }

  /** What was seen, with causes ranked by the facts of the site. */
  diagnose(facts: readonly Fact[], asOf: string): Diagnosis {
    const scope = new Scope(this.ruleBase, new Map(facts.map(({ id, value }) => [id, value])), asOf);
    const all = [...this.found.values()].sort((a, b) => b.letters - a.letters);
    const special = all.filter(({ symptom }) => !symptom.general);
    return {
      symptoms: [...special, ...all.filter(({ symptom }) => symptom.general)].map(({ symptom, count, places }) => ({
        id: symptom.id,
        title: symptom.title,
        means: symptom.means,
        matched: { count, places },
        causes: rankCauses(this.ruleBase, symptom, scope, facts),
        source: symptom.source,
      })),
      nearest: all.length ? [] : nearestSymptoms(this.ruleBase.symptoms, this.unknown),
    };
  }
}

const failure = /error|fail|exception|warn|crit|closed|refused|denied|timeout|[^\d][45]\d\d[^\d]/i;
