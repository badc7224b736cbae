import { describe, expect, test } from 'vitest';
import { fixture, scan, web } from './site.js';

const styleOf = async (files: Record<string, string | Buffer>) =>
  (await scan({ '.editorconfig': 'root = true', 'Site.csproj': web(), ...files })).project.style;

test('tabs and blocks', async () => {
  expect((await scan({ folder: fixture('tabs-and-blocks') })).project.style).toEqual({
    fileScopedNamespaces: false,
    indent: '\t',
    newline: '\n',
    byteOrderMark: false,
  });
});

describe('as most files are written', () => {
  const block = 'namespace A\n{\n  class B\n  {\n    int c;\n  }\n}\n';
  const scoped = '// namespace X {\nnamespace A;\n\nclass B\n{\n    int c;\n}\n';
  test('namespaces', async () => {
    expect((await styleOf({ 'A.cs': block, 'B.cs': block, 'C.cs': scoped })).fileScopedNamespaces).toBe(false);
    expect((await styleOf({ 'A.cs': block, 'B.cs': scoped, 'C.cs': scoped })).fileScopedNamespaces).toBe(true);
  });
  test('indentation', async () => {
    expect((await styleOf({ 'A.cs': block })).indent).toBe('  ');
    expect((await styleOf({ 'A.cs': scoped })).indent).toBe('    ');
    expect((await styleOf({ 'A.cs': scoped.replace('    ', '\t') })).indent).toBe('\t');
    expect((await styleOf({ 'A.cs': 'class A\n{\n    /*\n     * one\n     * two\n     */\n    int a;\n}\n' })).indent).toBe('    ');
  });
  test('line ends and byte order mark', async () => {
    const windows = scoped.replaceAll('\n', '\r\n');
    expect(await styleOf({ 'A.cs': `\ufeff${windows}`, 'B.cs': `\ufeff${windows}`, 'C.cs': scoped })).toMatchObject({
      newline: '\r\n',
      byteOrderMark: true,
    });
    expect(await styleOf({ 'A.cs': windows, 'B.cs': scoped, 'C.cs': scoped })).toMatchObject({ newline: '\n', byteOrderMark: false });
  });
});

test('without any code: the templates of the .NET version, the line ends of the project file', async () => {
  expect(await styleOf({})).toEqual({ fileScopedNamespaces: true, indent: '    ', newline: '\n', byteOrderMark: false });
  expect(await styleOf({ 'Site.csproj': web().replaceAll('\n', '\r\n') })).toMatchObject({ newline: '\r\n' });
  expect(await styleOf({ 'Site.csproj': web('', '<TargetFramework>netstandard2.0</TargetFramework>') })).toMatchObject({
    fileScopedNamespaces: false,
  });
});

describe('.editorconfig wins', () => {
  const code = { 'A.cs': 'namespace A;\n\nclass B\n{\n    int c;\n}\n' };
  const config = (text: string) => ({ ...code, '.editorconfig': `root = true\n${text}\n` });
  test.each([
    ['[*.cs]\ncsharp_style_namespace_declarations = block_scoped', { fileScopedNamespaces: false }],
    ['[*.cs]\ncsharp_style_namespace_declarations = block_scoped:warning', { fileScopedNamespaces: false }],
    ['[*.{cs,vb}]\nindent_style = tab', { indent: '\t' }],
    ['[*]\nindent_style = space\nindent_size = 2', { indent: '  ' }],
    ['[*]\nindent_size = 2\n[*.cs]\nindent_size = 3', { indent: '   ' }],
    ['[*.cs]\nindent_size = 3\n[*.vb]\nindent_size = 2', { indent: '   ' }],
    ['[*]\nend_of_line = crlf', { newline: '\r\n' }],
    ['[*.cs]\ncharset = utf-8-bom', { byteOrderMark: true }],
    ['[**/*.cs]\nINDENT_STYLE = Tab ; as ever', { indent: '\t' }],
    ['[{*.js,*.ts}]\nindent_style = tab', { indent: '    ' }],
    ['[src/**.cs]\nindent_style = tab', { indent: '    ' }],
    ['# [*]\n# indent_style = tab', { indent: '    ' }],
  ])('%s', async (text, style) => {
    expect(await styleOf(config(text))).toMatchObject(style);
  });

  test('the nearest file, up to the one that is the root', async () => {
    const files = {
      'src/Site.csproj': web(),
      'src/A.cs': code['A.cs'],
      '.editorconfig': 'root = true\n[*]\nindent_size = 2\nend_of_line = crlf',
    };
    const style = async (more: Record<string, string>) => (await scan({ ...files, ...more })).project.style;
    expect(await style({})).toMatchObject({ indent: '  ', newline: '\r\n' });
    expect(await style({ 'src/.editorconfig': '[*.cs]\nindent_size = 3' })).toMatchObject({ indent: '   ', newline: '\r\n' });
    expect(await style({ 'src/.editorconfig': 'root = true\n[*.cs]\nindent_size = 3' })).toMatchObject({ indent: '   ', newline: '\n' });
  });
});
