import { UserError } from '../../knowledge/types.js';
import { tokenize } from '../../scan/csharp/csharp-tokens.js';
import type { FileChange } from '../plan.js';
import { csharpIdentifier } from './escape-csharp.js';

/** Names that Windows keeps for devices, with whatever extension. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Windows allows 260 characters for a whole path, and the name is in it twice and more. */
const longest = 80;

/**
 * Checks the name of a new project, which becomes a folder, a project file and a C# namespace.
 * @throws UserError (2) where it cannot be all three everywhere.
 */
export function checkProjectName(name: string): void {
  const problem = problemWith(name);
  if (problem === undefined) return;
  throw new UserError(
    `NAME: found ${JSON.stringify(name)}, ${problem}. It becomes a folder in the working folder and a C# namespace: expected letters, digits and underscores, in parts joined by dots that begin with a letter, such as Chat or Acme.Chat.`,
    2,
  );
}

function problemWith(name: string): string | undefined {
  if (name.trim() === '') return 'which is empty';
  if (/[\\/]/.test(name)) return 'which is a path';
  if (name.length > longest) return `which has ${name.length} characters, more than ${longest}`;
  // A letter that is put together from several characters is another name on another system.
  const parts = name.split('.');
  if (
    name !== name.normalize('NFC') ||
    !parts.every((part) => /^\p{L}[\p{L}\p{Nd}_]*$/u.test(part)) ||
    /[\u{10000}-\u{10ffff}]/u.test(name)
  )
    return 'which is no C# namespace';
  const reserved = parts.find((part) => csharpIdentifier(part) !== part);
  if (reserved !== undefined) return `in which C# reserves "${reserved}"`;
  return device.test(parts[0] ?? '') ? 'which Windows keeps for a device' : undefined;
}

/**
 * Checks that a project's name means nothing else in its own code: as a namespace it would hide the type of that name.
 * @param changes all files of the new project.
 * @throws UserError (2) where it does.
 */
export function checkNameIsFree(name: string, changes: readonly Pick<FileChange, 'path' | 'after'>[]): void {
  const code = changes.filter(({ path }) => path.endsWith('.cs')).map(({ after }) => dottedNames(after));
  const namespaces = new Set(code.flatMap((names) => names.filter((_, index) => names[index - 1] === 'namespace')));
  // Top-level statements are a class of this name.
  const used = new Set(['Program', ...code.flatMap((names) => names.filter((one) => !namespaces.has(one)).map(firstOf))]);
  // Only types and namespaces begin with a capital; a variable is nearer to its use than a namespace.
  const taken = name.split('.').find((part) => used.has(part) && /^\p{Lu}/u.test(part));
  if (taken === undefined) return;
  throw new UserError(
    `NAME: found ${JSON.stringify(name)}, and "${taken}" already means something in the code of such a project, so that it would not compile. Choose another name, such as ${taken}Site.`,
    2,
  );
}

const firstOf = (dotted: string): string => dotted.split('.')[0] ?? '';

/** The names in C# code, with what follows them after dots: `using A.B;` gives `using` and `A.B`. */
function dottedNames(text: string): string[] {
  const names: string[] = [];
  let continues = false;
  for (const { kind, text: part } of tokenize(text)) {
    const last = names.pop();
    if (continues && kind === 'name' && last !== undefined) names.push(`${last}.${part}`);
    else {
      if (last !== undefined) names.push(last);
      if (kind === 'name') names.push(part);
      // A member of something that is no name, such as `Call().Member`.
      else if (part !== '.') names.push('');
    }
    continues = kind === 'other' && part === '.';
  }
  return names;
}
