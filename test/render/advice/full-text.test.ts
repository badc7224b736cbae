/** The whole advice as text for people (--full), in every outcome and every width. */
import { describe, expect, test } from 'vitest';
import { backplane, flags } from '../../cli/fake-terminal.js';
import { sites } from './sites.js';

interface Reason {
  text: string;
}
interface Shown {
  outcome: string;
  recommended: string | null;
  reasons: Reason[];
  verdicts: { backplane: string; status: string; unless: string[]; reasons: Reason[] }[];
  prerequisites: Reason[];
  warnings: Reason[];
  changes: { text: string }[];
  facts: { id: string; value: unknown; provenance: string }[];
  command: string;
}

async function shown(answers: Record<string, string | number>, width = 80): Promise<{ text: string; lines: string[]; json: Shown }> {
  const argv = ['advise', ...flags(answers), '--missing', 'unknown'];
  const [text, json] = await Promise.all([backplane([...argv, '--full'], { width }), backplane([...argv, '--format', 'json'])]);
  expect(text.code).toBe(json.code);
  return { text: text.out.replace(/\s+/g, ' '), lines: text.out.trimEnd().split('\n'), json: JSON.parse(json.out) };
}

const titles: Record<string, string> = {
  backplane: 'Recommended backplane: ',
  'none-needed': 'No backplane is needed',
  'platform-provides': 'Your platform provides the backplane',
  'no-eligible': 'No backplane is eligible',
};

describe.each(Object.entries(sites))('%s', (_, answers) => {
  test.each([80, 100])('the outcome and what decided it stand in the first three lines, at %d columns', async (width) => {
    const { lines, json } = await shown(answers, width);
    const start = lines.slice(0, 3).join(' ').replace(/\s+/g, ' ');
    expect(start).toContain(titles[json.outcome]);
    if (json.recommended === 'redis') expect(start).toContain('Redis');
    const [words = ''] = /^(\S+ ){3}/.exec(json.reasons[0]?.text ?? '') ?? [];
    expect(words).not.toBe('');
    expect(start).toContain(words);
  });

  test('conditions, why not the others, what would change it and what is next follow, in this order', async () => {
    const { lines, json } = await shown(answers);
    const parts = [
      ...(json.prerequisites.length ? ['What must be so'] : []),
      ...(json.warnings.length ? ['What to know'] : []),
      ...(json.outcome === 'backplane' ? ['Why not the others'] : json.verdicts.length ? ['Why none'] : []),
      ...(json.changes.length ? [json.outcome === 'no-eligible' ? 'What would make one eligible' : 'What would change it'] : []),
      ...(json.facts.some(({ provenance, value }) => provenance === 'assumed' && value !== 'unknown')
        ? ['Assumed, because nobody said otherwise']
        : []),
      'Next',
    ];
    // Each after an empty line.
    expect(lines.filter((_, index) => index > 0 && lines[index - 1] === '')).toEqual(parts);
  });

  test('says all that the JSON says', async () => {
    const { text, json } = await shown(answers, 1000);
    for (const reason of [...json.prerequisites, ...json.warnings, ...json.changes, ...json.reasons]) expect(text).toContain(reason.text);
    const [first, ...rest] = json.verdicts;
    for (const { status, reasons } of json.outcome === 'backplane' ? rest : json.verdicts)
      if (status !== 'excluded') expect(text).toContain(reasons[0]?.text);
    for (const { status, unless } of json.verdicts) if (status === 'undecided') for (const id of unless) expect(text).toContain(`--${id}`);
    if (first?.status === 'undecided') expect(text).toMatch(/^Recommended backplane: .*, unless .* says? otherwise/);
    expect(text).toContain(`${json.command} --format json`);
  });

  test.each([40, 60, 80, 110])('fits %d columns, but for single words and commands to copy', async (width) => {
    const { lines } = await shown(answers, width);
    for (const line of lines) if (line.length > width) expect(line).toMatch(/^\s*(- )?\S+$|^ {6}backplane (advise|generate|explain) /);
  });
});

test('excluded backplanes stand together where one rule excludes them', async () => {
  const { text, json } = await shown(sites.certain, 1000);
  const excluded = json.verdicts.filter(({ status }) => status === 'excluded');
  expect(excluded.length).toBeGreaterThan(2);
  expect(text).toMatch(/NCache, .*: excluded NCache is offered only where it runs already.* The same holds for the others\./);
});

test('where no project was read, the command that generates says that its folder is missing', async () => {
  const { text } = await shown(sites.certain, 1000);
  expect(text).toMatch(/With its folder for FOLDER, .*: backplane generate FOLDER --host umbraco .* --diff/);
});
