// The list of a plan is read on terminals of any width: no word is broken, none is lost, and each text stays with its file.
import { describe, expect, it } from 'vitest';
import type { FileChange, Plan } from '../../src/plan/plan.js';
import { renderPreview } from '../../src/render/plan.js';

const file = (path: string, state: FileChange['state'], title: string): FileChange => ({
  path,
  state,
  title,
  parts: [],
  after: '',
  encoding: 'utf8',
  byteOrderMark: false,
});
const plan: Plan = {
  folder: '/site',
  changes: [
    file('SignalRBackplane/SignalRBackplaneExtensions.cs', 'create', 'Registration that carries SignalR messages through Redis'),
    file('appsettings.Development.json', 'edit', 'Development machines run without the backplane, and keep their own Data Protection keys'),
    file('nginx.conf', 'delete', 'Needed no more'),
  ],
  steps: [],
};

describe.each([40, 60, 80, 100])('%i columns', (width) => {
  const text = renderPreview(plan, { colour: false, width });

  it('no line is longer than the terminal is wide, unless a path alone is', () => {
    for (const line of text.split('\n')) if (line.trim().includes(' ', 2)) expect(line.length, line).toBeLessThanOrEqual(width);
  });

  it('says for each file what becomes of it and what it is for', () => {
    const words = text.replace(/\s+/g, ' ');
    expect(words).toContain(
      '+ SignalRBackplane/SignalRBackplaneExtensions.cs new; Registration that carries SignalR messages through Redis ~',
    );
    expect(words).toContain('~ appsettings.Development.json changed; Development machines run without the backplane, and keep their own');
    expect(words).toContain('- nginx.conf removed; Needed no more');
  });

  it('looks the same with colours, but for the colours', () => {
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    expect(renderPreview(plan, { colour: true, width }).replace(escapes, '')).toBe(text);
  });
});
