import Handlebars from 'handlebars';
import { UserError } from '../../knowledge/types.js';
import { bicepString, haproxyToken, hclString, jsonString, nginxString, shellWord, yamlScalar } from './escape-configuration.js';
import { csharpComment, csharpIdentifier, csharpNamespace, csharpString } from './escape-csharp.js';
import { markdownText } from './escape-markdown.js';
import { commentText } from './escape-text.js';
import { xmlAttribute, xmlText } from './escape-xml.js';
import { MissingValue, strictValues } from './strict-values.js';

/** The helpers that a template writes a value with, one for each place that a value can stand in; nothing is escaped without one. */
const escapes: Record<string, (value: string) => string> = {
  csharp: csharpString,
  identifier: csharpIdentifier,
  namespace: csharpNamespace,
  'csharp-comment': csharpComment,
  json: jsonString,
  'xml-attribute': xmlAttribute,
  'xml-text': xmlText,
  yaml: yamlScalar,
  hcl: hclString,
  bicep: bicepString,
  nginx: nginxString,
  haproxy: haproxyToken,
  shell: shellWord,
  comment: commentText,
  markdown: markdownText,
};

/**
 * Renders a template. Others may be used as partials, by name.
 * @param templates text by name.
 * @throws UserError where a value cannot be written in the language of its place.
 * @throws TemplateError where the template is wrong, or a value that it uses is not given: a mistake of whoever wrote the template or its caller.
 */
export function renderTemplate(templates: Record<string, string>, name: string, values: Record<string, unknown>): string {
  const handlebars = Handlebars.create();
  for (const [helper, write] of Object.entries(escapes))
    handlebars.registerHelper(helper, (value: unknown) => write(plainText(value, helper)));
  handlebars.registerHelper('equals', (left: unknown, right: unknown) => left === right);
  handlebars.registerHelper('includes', (list: unknown, item: unknown) => Array.isArray(list) && list.includes(item));
  const compile = (template: string, text: string): Handlebars.TemplateDelegate => {
    const render = handlebars.compile(text, { strict: true, noEscape: true });
    // A partial is called with values that Handlebars copied, so each call makes them strict again.
    return (context, options) => {
      try {
        return render(strictValues(context), options);
      } catch (error) {
        throw inTemplate(template, error);
      }
    };
  };
  const text = templates[name];
  if (text === undefined) throw new Error(`There is no template "${name}".`);
  for (const [partial, source] of Object.entries(templates)) handlebars.registerPartial(partial, compile(partial, source));
  return compile(name, text)(values);
}

/** A mistake within a template, or in what it was given. */
export class TemplateError extends Error {
  constructor(
    /** Its name. */
    readonly template: string,
    readonly problem: string,
    cause: unknown,
  ) {
    super(`Template "${template}": ${problem}`, { cause });
  }
}

function inTemplate(template: string, error: unknown): unknown {
  if (error instanceof UserError || error instanceof TemplateError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Handlebars looks a helper up without reading the value of that name, and has words of its own.
  const missing = error instanceof MissingValue ? error.variable : /^"(.+)" not defined in /.exec(message)?.[1];
  const problem = missing === undefined ? message : `the variable or helper "${missing}" is not given.`;
  return new TemplateError(template, problem, error);
}

function plainText(value: unknown, helper: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`the helper "${helper}" expects a text, a number, true or false; it got ${value === null ? 'null' : typeof value}.`);
}
