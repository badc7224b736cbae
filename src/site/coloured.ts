import { basename, extname } from 'node:path';
import type { HLJSApi, LanguageFn } from 'highlight.js';

/** Text as markup with the classes of highlight.js, by the name of its file. Loaded only for reports. */
export async function coloured(text: string, file: string): Promise<string> {
  const highlighter = await loaded();
  const language = languageOf(file);
  return language && highlighter.getLanguage(language) ? highlighter.highlight(text, { language }).value : plain(text);
}

const plain = (text: string): string => text.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? one);

const byExtension: Readonly<Record<string, string>> = {
  '.cs': 'csharp',
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.csproj': 'xml',
  '.props': 'xml',
  '.config': 'xml',
  '.xml': 'xml',
  '.conf': 'nginx',
  '.sh': 'bash',
  '.md': 'markdown',
  '.js': 'javascript',
  '.ts': 'javascript',
  '.bicep': 'javascript',
  '.tf': 'ini',
  '.cfg': 'nginx',
  '.diff': 'diff',
};

const languageOf = (file: string): string | undefined =>
  basename(file).startsWith('Dockerfile') ? 'dockerfile' : byExtension[extname(file)];

let highlighter: Promise<HLJSApi> | undefined;

function loaded(): Promise<HLJSApi> {
  highlighter ??= load();
  return highlighter;
}

async function load(): Promise<HLJSApi> {
  const [{ default: core }, ...languages] = await Promise.all([
    import('highlight.js/lib/core'),
    named('csharp', import('highlight.js/lib/languages/csharp')),
    named('json', import('highlight.js/lib/languages/json')),
    named('yaml', import('highlight.js/lib/languages/yaml')),
    named('xml', import('highlight.js/lib/languages/xml')),
    named('nginx', import('highlight.js/lib/languages/nginx')),
    named('bash', import('highlight.js/lib/languages/bash')),
    named('markdown', import('highlight.js/lib/languages/markdown')),
    named('javascript', import('highlight.js/lib/languages/javascript')),
    named('ini', import('highlight.js/lib/languages/ini')),
    named('diff', import('highlight.js/lib/languages/diff')),
    named('dockerfile', import('highlight.js/lib/languages/dockerfile')),
  ]);
  for (const [name, language] of languages) core.registerLanguage(name, language);
  return core;
}

const named = async (name: string, module: Promise<{ default: LanguageFn }>): Promise<[string, LanguageFn]> => [
  name,
  (await module).default,
];
