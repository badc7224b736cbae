import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { renderTemplate } from '../../src/plan/templates/render-template.js';

const render = (text: string, values: Record<string, unknown> = {}, others: Record<string, string> = {}): string =>
  renderTemplate({ ...others, main: text }, 'main', values);

test.each([
  ['{{name}}', { name: '<a> & "b"' }, '<a> & "b"'],
  ['{{csharp name}}', { name: 'a"b' }, '"a\\"b"'],
  ['{{json port}}', { port: 80 }, '"80"'],
  ['namespace {{namespace project.rootNamespace}};', { project: { rootNamespace: 'My.class' } }, 'namespace My.@class;'],
  ['{{#if on}}yes{{else}}no{{/if}}', { on: false }, 'no'],
  ['{{#if (equals a "x")}}yes{{/if}}', { a: 'x' }, 'yes'],
  ['{{#if (includes list "b")}}yes{{/if}}', { list: ['a', 'b'] }, 'yes'],
  ['{{#each list}}{{yaml this}}{{#unless @last}},{{/unless}}{{/each}}', { list: ['a', 'b'] }, '"a","b"'],
  ['{{#each list as |one|}}{{one.name}}{{../x}}{{/each}}', { list: [{ name: 'n' }], x: 1 }, 'n1'],
])('%s with %j is %s', (text, values, expected) => expect(render(text, values)).toBe(expected));

it('a value is never read as a template', () => {
  expect(render('{{name}} {{csharp name}} {{> part}}', { name: '{{secret}}', secret: 's' }, { part: '{{name}}' })).toBe(
    '{{secret}} "{{secret}}" {{secret}}',
  );
});

it('templates may be used as partials, with values of their own', () => {
  expect(render('{{> "a/b.hbs" key="K"}}', { x: 1 }, { 'a/b.hbs': '{{key}}{{x}}' })).toBe('K1');
});

describe('a variable that is missing is an error that names the template and the variable', () => {
  test.each([
    ['{{nope}}', 'nope'],
    ['{{csharp nope}}', 'nope'],
    ['{{csharp project.nope}}', 'project.nope'],
    ['{{#if nope}}{{/if}}', 'nope'],
    ['{{#unless project.nope}}{{/unless}}', 'project.nope'],
    ['{{#each nope}}{{/each}}', 'nope'],
    ['{{#each list as |one|}}{{one.nope}}{{/each}}', 'list.0.nope'],
    ['{{#if (equals nope "a")}}{{/if}}', 'nope'],
    ['{{nohelper name}}', 'nohelper'],
    ['{{undefinedValue}}', 'undefinedValue'],
  ])('%s', (text, variable) => {
    const values = { name: 'n', project: { name: 'n' }, list: [{}], undefinedValue: undefined };
    expect(() => render(text, values)).toThrow(`Template "main": the variable or helper "${variable}" is not given.`);
    expect(() => render('{{> part}}', values, { part: text })).toThrow(
      `Template "part": the variable or helper "${variable}" is not given.`,
    );
  });

  it('and so is a template, a partial or a text that cannot be parsed', () => {
    expect(() => renderTemplate({}, 'gone.hbs', {})).toThrow('gone.hbs');
    expect(() => render('{{> gone}}')).toThrow(/Template "main".*gone/);
    expect(() => render('{{#if}')).toThrow(/Template "main"/);
    expect(() => render('{{csharp list}}', { list: [] })).toThrow(/Template "main".*"csharp"/);
  });
});

it('a value that a language cannot hold is an error for the user', () => {
  expect(() => render('{{identifier name}}', { name: 'a b' })).toThrow(UserError);
  expect(() => render('{{> part}}', { name: '$x' }, { part: '{{nginx name}}' })).toThrow(UserError);
});
