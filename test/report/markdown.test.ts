import { expect, test } from 'vitest';
import { answers, fixture, printed } from './report-of.js';

const text = await printed(['advise', '--format', 'markdown'], answers, fixture);

test('begins with the answer as a table and a picture of the site', () => {
  const [title, table, picture] = text.split('\n\n');
  expect(title).toBe('# Recommended backplane: SQL Server (with Service Broker) (Site)');
  expect(table).toMatch(/^\| {2}\| {2}\|\n\|---\|---\|\n\| Recommendation \| SQL Server \(with Service Broker\) \|\n\| Why \| /);
  expect(table).toContain('| Adds a month | 0 USD/month |');
  expect(picture).toMatch(/^```mermaid\nflowchart LR\n/);
  for (const line of picture?.split('\n').slice(2, -1) ?? [])
    expect(line).toMatch(/^ {2}n\d+(\[|\(\[|\[\[|\[\()".*"(\]|\]\)|\]\]|\)\])$|^ {2}n\d+ (<-->|-\.-)(\|"[^"]*"\|)? n\d+$/);
  expect(picture).toMatch(/<-->\|"affinity"\|/);
});

test('everything else is folded, and every fold is closed', () => {
  const rest = text.slice(text.indexOf('<details>'));
  expect(rest.match(/<details><summary>/g)?.length).toBeGreaterThan(5);
  expect(rest.match(/<details>/g)?.length).toBe(rest.match(/<\/details>/g)?.length);
  expect(rest).toContain('- [ ] **');
  // A table row is one line with as many cells as its head.
  const rows = rest.split('\n').filter((line) => line.startsWith('|'));
  const cells = (row: string): number => row.replaceAll('\\|', '').split('|').length;
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) expect(cells(row), row).toBe(cells(rows[0] ?? ''));
});

test('where nothing is needed it says so and names no prerequisite that there is not', async () => {
  const alone = await printed(['report', '--format', 'markdown'], { servers: 1, 'max-servers': 1 }, fixture);
  expect(alone).toMatch(/^# No backplane is needed/);
  expect(alone).not.toContain('All options');
});

test('each prerequisite stands with its title, who sees to it, and its whole text', async () => {
  const [shown, decision] = await Promise.all([
    printed(['advise', '--format', 'markdown'], answers, fixture),
    printed(['advise', '--format', 'json'], answers, fixture),
  ]);
  const { prerequisites } = JSON.parse(decision) as { prerequisites: { title: string; who: string; text: string }[] };
  const plain = shown.replaceAll('\\', '');
  expect(prerequisites.length).toBeGreaterThan(3);
  for (const { title, who, text: whole } of prerequisites) {
    const words = who === 'generated' ? 'generate writes it' : who === 'you' ? 'yours' : "the platform's";
    expect(plain).toContain(`- [ ] **${title}** (${words}). ${whole.replaceAll('\\', '')}`);
  }
});
