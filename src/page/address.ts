import type { Answer, RuleBase } from '../knowledge/types.js';
import { parseAnswer } from '../questions/parse-answer.js';
import { addressOf } from '../report/changes-section.js';

/** What the address of the page keeps: changed answers, ticks, and the questions of the map. */
export interface Kept {
  changed: Map<string, Answer>;
  done: Set<string>;
  map: [across: string, up: string];
}

/** Reads what stands behind the # of an address. What cannot be understood is left out. Names with a dot are not questions. */
export function readAddress(hash: string, { questions }: RuleBase, map: Kept['map']): Kept {
  const kept: Kept = { changed: new Map(), done: new Set(), map: [...map] };
  for (const [name, text] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const names = text.split(',');
    if (name === '.done') for (const code of names) kept.done.add(code);
    const [across = '', up = ''] = names;
    if (name === '.map' && [across, up].every((id) => questions.some((one) => one.id === id))) kept.map = [across, up];
    const question = questions.find(({ id, influences }) => influences && id === name);
    const parsed = question && parseAnswer(question, text);
    if (parsed && 'value' in parsed) kept.changed.set(name, parsed.value);
  }
  return kept;
}

/** The other way round; empty where nothing is kept. */
export function writeAddress({ changed, done, map }: Kept, usual: Kept['map']): string {
  const parts = [
    addressOf(Object.fromEntries(changed)),
    done.size > 0 ? `.done=${[...done].join(',')}` : '',
    map.join() === usual.join() ? '' : `.map=${map.join(',')}`,
  ];
  return parts.filter((part) => part !== '').join('&');
}
