import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readFoundText } from './read-text.js';

/** Where templates of the user are: in this folder of the rules folder. */
export const templatesFolderOf = (rulesFolder: string): string => join(rulesFolder, 'templates');

/** The templates (*.hbs) below a folder, by path relative to it; none where it does not exist. */
export function readTemplates(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(files.map((file) => [relative(folder, file).replaceAll('\\', '/'), readFoundText(file, file, 'a template')]));
}
