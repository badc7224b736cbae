import { describe, expect, it, test } from 'vitest';
import { fitCsharp } from '../../src/plan/parts/fit-style.js';
import type { Project } from '../../src/scan/project.js';

const style = (change: Partial<Project['style']> = {}): Project['style'] => ({
  fileScopedNamespaces: true,
  indent: '    ',
  newline: '\n',
  byteOrderMark: false,
  ...change,
});

const template = `// Why.
using System;

namespace A.B;

/// <summary>What.</summary>
public class C
{
    public void M()
    {
        // A comment
        Go("x",
          y);

    }
}
`;

it('leaves a template as it is where the project is written like it', () => expect(fitCsharp(template, style())).toBe(template));

it('wraps the namespace in braces, and indents what is in it', () => {
  expect(fitCsharp(template, style({ fileScopedNamespaces: false }))).toBe(`// Why.
using System;

namespace A.B
{
    /// <summary>What.</summary>
    public class C
    {
        public void M()
        {
            // A comment
            Go("x",
              y);

        }
    }
}
`);
});

test.each([
  ['\t', '\t\tGo("x",\n\t\t  y);'],
  ['  ', '    Go("x",\n      y);'],
])('indents with %j and keeps what is aligned', (indent, expected) => expect(fitCsharp(template, style({ indent }))).toContain(expected));

it('writes the line ends of the project, and no others', () => {
  const text = fitCsharp(template, style({ newline: '\r\n', fileScopedNamespaces: false, indent: '\t' }));
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(text).toContain('namespace A.B\r\n{\r\n\t/// <summary>What.</summary>\r\n\tpublic class C\r\n\t{\r\n\t\tpublic void M()');
});

describe('the content of strings does not change', () => {
  it('in a verbatim string, whose white space counts', () => {
    const text = 'namespace A;\nclass C\n{\n    string s = @"one\n    two ""\n      three";\n    int x;\n}\n';
    const fitted = fitCsharp(text, style({ fileScopedNamespaces: false, indent: '\t' }));
    expect(fitted).toContain('\t\tstring s = @"one\n    two ""\n      three";\n\t\tint x;');
  });

  it('in a raw string, whose lines keep their distance from the closing quotes', () => {
    const text = 'namespace A;\nclass C\n{\n    string s = """\n        one\n          two\n        """;\n    int x;\n}\n';
    const fitted = fitCsharp(text, style({ fileScopedNamespaces: false }));
    expect(fitted).toContain('        string s = """\n            one\n              two\n            """;\n        int x;');
  });

  it('and quotes in comments, characters and strings are not mistaken for the beginning of one', () => {
    const text = 'namespace A;\nclass C\n{\n    // don\'t @"\n    char c = \'"\'; string s = "a\\"@"; /* @" */\n    int x;\n}\n';
    expect(fitCsharp(text, style({ indent: '\t' }))).toBe(text.replaceAll('    ', '\t'));
  });
});
