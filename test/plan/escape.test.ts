// A name or a value that a user chose must mean itself wherever a template puts it, and nothing more.
import { spawnSync } from 'node:child_process';
import { SaxesParser } from 'saxes';
import { describe, expect, it, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { UserError } from '../../src/knowledge/types.js';
import {
  bicepString,
  haproxyToken,
  hclString,
  jsonString,
  nginxString,
  shellWord,
  yamlScalar,
} from '../../src/plan/templates/escape-configuration.js';
import {
  csharpComment,
  csharpIdentifier,
  csharpNamespace,
  csharpString,
  namespaceOfFolder,
} from '../../src/plan/templates/escape-csharp.js';
import { commentText } from '../../src/plan/templates/escape-text.js';
import { xmlAttribute, xmlText } from '../../src/plan/templates/escape-xml.js';
import { forHostileNames } from './hostile.js';

/** What everything that is written must be free of: characters that end a line, or that a reader cannot see. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Decodes a literal by the rules of its language: everything between the quotes must be a plain character or a known escape. */
function decode(literal: string, quote: string, token: RegExp, meaning: (code: string) => string): string {
  expect(literal[0] === quote && literal.at(-1) === quote && literal.length > 1).toBe(true);
  const inner = literal.slice(1, -1);
  const tokens = inner.match(token) ?? [];
  expect(tokens.join('')).toBe(inner);
  return tokens.map((one) => (one.startsWith('\\') ? meaning(one) : one)).join('');
}

const fromHex = (digits: string): string => {
  const code = Number.parseInt(digits.replace(/[^0-9a-fA-F]/g, ''), 16);
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
};

describe('1,000 hostile names in each language', () => {
  it('C# string literal', () => {
    const { refused } = forHostileNames(csharpString, (literal, name) => {
      expect(literal).not.toMatch(invisible);
      const value = decode(literal, '"', /\\u[0-9A-F]{4}|\\["\\]|[^"\\]/gu, (code) =>
        code[1] === 'u' ? fromHex(code.slice(2)) : code.slice(1),
      );
      expect(value).toBe(name);
    });
    expect(refused).toBe(0);
  });

  it('JSON', () => {
    const { refused } = forHostileNames(jsonString, (literal, name) => {
      expect(literal).not.toMatch(invisible);
      expect(JSON.parse(literal)).toBe(name);
    });
    expect(refused).toBe(0);
  });

  it('YAML: as a value, as a key, in a flow list', () => {
    const { written } = forHostileNames(yamlScalar, (scalar, name) => {
      expect(scalar).not.toMatch(invisible);
      const document = `a: ${scalar}\nb:\n  - ${scalar}\nc: [${scalar}, ${scalar}]\nd:\n  ${scalar}: e\n`;
      expect(parseYaml(document)).toEqual({ a: name, b: [name], c: [name, name], d: Object.fromEntries([[name, 'e']]) });
    });
    expect(written).toBeGreaterThan(600);
  });

  it('XML: in an attribute and between tags', () => {
    const { written } = forHostileNames(
      (name) => `<r a="${xmlAttribute(name)}" b='${xmlAttribute(name)}'>${xmlText(name)}</r>`,
      (xml, name) => {
        const parser = new SaxesParser();
        const found = { attributes: {} as Record<string, string>, text: '', elements: 0 };
        parser.on('opentag', ({ attributes }) => {
          found.attributes = attributes as Record<string, string>;
          found.elements++;
        });
        parser.on('text', (part) => {
          found.text += part;
        });
        parser.write(xml).close();
        expect(found).toEqual({ attributes: { a: name, b: name }, text: name, elements: 1 });
      },
    );
    expect(written).toBeGreaterThan(100);
  });

  it('HCL', () => {
    const { written } = forHostileNames(hclString, (literal, name) => {
      expect(literal).not.toMatch(invisible);
      expect(literal).not.toMatch(/[$%]\{/);
      const value = decode(literal, '"', /\\u[0-9A-F]{4}|\\U[0-9A-F]{8}|\\["\\]|[^"\\]/gu, (code) =>
        /^\\u/i.test(code) ? fromHex(code.slice(2)) : code.slice(1),
      );
      expect(value).toBe(name);
    });
    expect(written).toBeGreaterThan(600);
  });

  it('Bicep', () => {
    const { written } = forHostileNames(bicepString, (literal, name) => {
      expect(literal).not.toMatch(invisible);
      expect(literal.replaceAll(/\\u\{[0-9a-f]+\}|\\./g, '#')).not.toMatch(/\$\{/);
      const value = decode(literal, "'", /\\u\{[0-9a-f]+\}|\\['\\$]|[^'\\]/gu, (code) =>
        code.startsWith('\\u') ? fromHex(code.slice(2)) : code.slice(1),
      );
      expect(value).toBe(name);
    });
    expect(written).toBeGreaterThan(600);
  });

  it('nginx', () => {
    const { written } = forHostileNames(nginxString, (literal, name) => {
      expect(literal).not.toMatch(invisible);
      expect(literal).not.toContain('$');
      expect(decode(literal, '"', /\\["\\]|[^"\\]/gu, (code) => code.slice(1))).toBe(name);
    });
    expect(written).toBeGreaterThan(50);
  });

  it('HAProxy', () => {
    const { written } = forHostileNames(haproxyToken, (token, name) => {
      expect(token).not.toMatch(invisible);
      const bare = /^[A-Za-z0-9_.:/-]+$/.test(token);
      expect(bare || /^'[^']*'(?:\\''[^']*')*$/.test(token)).toBe(true);
      expect(bare ? token : token.slice(1, -1).replaceAll("'\\''", "'")).toBe(name);
    });
    expect(written).toBeGreaterThan(50);
  });

  it.skipIf(process.platform === 'win32')('a POSIX shell itself', () => {
    const words: string[] = [];
    const names: string[] = [];
    forHostileNames(shellWord, (word, name) => {
      words.push(word);
      names.push(name);
    });
    expect(names.length).toBeGreaterThan(600);
    const { stdout, status } = spawnSync('sh', { input: words.map((word) => `printf '%s\\0' ${word}\n`).join(''), encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout.split('\0').slice(0, -1)).toEqual(names);
  });

  it('comments: one line, no end of a comment', () => {
    forHostileNames(csharpComment, (text) => {
      expect(text).not.toMatch(invisible);
      expect(text).not.toContain('*/');
    });
    forHostileNames(commentText, (text) => expect(text).not.toMatch(invisible));
  });

  it('C# identifier: refused, or nothing but letters, digits and underscores', () => {
    forHostileNames(csharpIdentifier, (identifier) =>
      expect(identifier).toMatch(/^@?[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u),
    );
    forHostileNames(csharpNamespace, (namespace) => expect(namespace).toMatch(/^[\p{L}\p{N}\p{M}\p{Pc}@.]+$/u));
  });

  it('the name of a folder always makes a namespace', () => {
    const { refused } = forHostileNames(
      (name) => csharpNamespace(namespaceOfFolder(name)),
      () => {},
    );
    expect(refused).toBe(0);
  });
});

test.each<[string, string]>([
  ['Site', 'Site'],
  ['class', '@class'],
  ['record', '@record'],
  // In no list of the language, and 19 compile errors as the name of a project.
  ...['__arglist', '__makeref', '__reftype', '__refvalue'].map((word): [string, string] => [word, `@${word}`]),
  ['Größe_2', 'Größe_2'],
])('the identifier %s is written as %s', (name, written) => expect(csharpIdentifier(name)).toBe(written));

test.each(['', '1st', 'My-Site', 'a b', '𝒜', 'x\u200b', 'a.b'])('%j is no identifier, and the message says what one is', (name) => {
  expect(() => csharpIdentifier(name)).toThrow(UserError);
  expect(() => csharpIdentifier(name)).toThrow(/letters, digits and underscores/);
});

test.each([
  ['My.Site.new', 'My.Site.@new'],
  ['Site', 'Site'],
])('the namespace %s is written as %s', (name, written) => expect(csharpNamespace(name)).toBe(written));

test.each(['', '.A', 'A..B', 'A.', 'A.1'])('%j is no namespace', (name) => expect(() => csharpNamespace(name)).toThrow(UserError));
