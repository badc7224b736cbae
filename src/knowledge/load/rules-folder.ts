import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type RuleBase, UserError } from '../types.js';
import { loadRuleBase, type RuleText } from './load.js';
import { readFoundText } from './read-text.js';

/** The YAML files below a folder: by their path relative to it, and named as the folder was given, so that messages lead there. */
function readFolder(folder: string): RuleText[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`--rules: found no folder at "${folder}"; expected a folder with rules as YAML files. Check the path.`);
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // A link to a file counts: mounted configuration is made of them.
      .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({
        path: relative(folder, file).replaceAll('\\', '/'),
        text: readFoundText(file, file, 'a file of rules'),
        name: file,
      }))
  );
}

/**
 * The rule base of one or more folders (or of texts by path, where there are no files): a file of a later folder is added, or takes the place of the file of the same path.
 * @throws UserError (exit 3) with file:line:column.
 */
export function loadRulesFolders(folders: readonly (string | Readonly<Record<string, string>>)[]): RuleBase {
  const texts = new Map<string, RuleText>();
  for (const [layer, folder] of folders.entries()) for (const text of textsOf(folder)) texts.set(text.path, { ...text, layer });
  return loadRuleBase([...texts.values()]);
}

const textsOf = (folder: string | Readonly<Record<string, string>>): RuleText[] =>
  typeof folder === 'string' ? readFolder(folder) : Object.entries(folder).map(([path, text]) => ({ path, text, name: `rules/${path}` }));
