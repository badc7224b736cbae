import { UserError } from '../../knowledge/types.js';
import { commentText, escapeInvisible, refuse, utf16Escape } from './escape-text.js';

/** A C# string literal with its quotes. */
export function csharpString(value: string): string {
  return `"${escapeInvisible(value.replace(/[\\"]/g, '\\$&'), utf16Escape)}"`;
}

/** Text for `//`, `///` and `/* *\/` comments: one line, and no end of a block comment. */
export const csharpComment = (value: string): string => commentText(value).replaceAll('*/', '* /');

/** The words that C# reserves everywhere or as the name of a type; any identifier may carry an @, so a word too many does no harm. */
const keywords = new Set(
  (
    'abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit ' +
    'extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out ' +
    'override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true ' +
    'try typeof uint ulong unchecked unsafe ushort using virtual void volatile while ' +
    // Roslyn's own, in no list of the language: dotnet/roslyn, SyntaxKindFacts.cs, GetKeywordKind.
    '__arglist __makeref __reftype __refvalue ' +
    'allows async await dynamic extension field file global nint nuint notnull partial record required scoped unmanaged var where with yield'
  ).split(' '),
);

const identifier = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u;

/**
 * A C# identifier; keywords get an @.
 * @throws UserError where the name has characters that no identifier may have. Letters beyond the first Unicode plane are among them.
 */
export function csharpIdentifier(name: string): string {
  if (!identifier.test(name) || /[\u{10000}-\u{10ffff}]/u.test(name))
    throw new UserError(
      `${JSON.stringify(name)} is not a name that C# allows. Expected letters, digits and underscores, not beginning with a digit. Choose another name and run again.`,
    );
  return keywords.has(name) ? `@${name}` : name;
}

/**
 * Identifiers joined by dots.
 * @throws UserError as csharpIdentifier does.
 */
export function csharpNamespace(name: string): string {
  refuse(name, /^$|^\.|\.\.|\.$/, 'a C# namespace', 'an empty name');
  return name.split('.').map(csharpIdentifier).join('.');
}

/** The name that a folder has in a namespace, as the .NET tools make it: what no identifier may have becomes an underscore. */
export function namespaceOfFolder(folder: string): string {
  const name = folder.replace(/[^\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]|[\u{10000}-\u{10ffff}]/gu, '_');
  return identifier.test(name) ? name : `_${name}`;
}
