import { dirname, join, relative } from 'node:path';
import { readBytes } from '../source-file.js';

/** What .editorconfig files say about a file, by lower-case key: the nearest file wins, and in one file the last section. */
export async function editorConfigFor(path: string): Promise<Map<string, string>> {
  const files: { folder: string; text: string }[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const file = join(folder, '.editorconfig');
    const text = (await readBytes(file).catch(() => undefined))?.toString();
    if (text !== undefined) files.unshift({ folder, text });
    if (folder === dirname(folder) || (text !== undefined && isRoot(text))) break;
  }
  const settings = new Map<string, string>();
  for (const { folder, text } of files) apply(text, relative(folder, path).replaceAll('\\', '/'), settings);
  return settings;
}

const isRoot = (text: string): boolean => /^\s*root\s*=\s*true\s*$/im.test(text.split(/^\s*\[/m)[0] ?? '');

function apply(text: string, path: string, settings: Map<string, string>): void {
  let applies = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) applies = matches(section, path);
    const pair = /^\s*([^#;\s[][^=:]*?)\s*[=:]\s*(.*?)\s*(?:\s[#;].*)?$/.exec(line);
    if (section === undefined && applies && pair?.[1]) settings.set(pair[1].toLowerCase(), (pair[2] ?? '').toLowerCase());
  }
}

/** Whether a section's pattern fits: one without a slash fits in every folder below. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
  let depth = 0;
  const source = anchored.replace(/\*\*\/?|\*|\?|\[!?[^\]]*\]|[{},]|[^\w*?{},[\]]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[')) return part.replace('[!', '[^').replaceAll('\\', '');
    if (part === '{') return ++depth ? '(?:' : '';
    if (part === '}') return depth-- > 0 ? ')' : '\\}';
    if (part === ',') return depth > 0 ? '|' : ',';
    return `\\${part}`;
  });
  try {
    return new RegExp(`^${source}$`, 'u').test(path);
  } catch {
    // Not a pattern that we understand: better no style than a wrong one.
    return false;
  }
}
