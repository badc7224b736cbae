import { type Token, tokenize } from '../../scan/csharp/csharp-tokens.js';

/** Where services of an app are registered, as far as its code can be read. */
export interface ServiceCode {
  /** What comes before `.Method(...)`: the variable with the builder, or the parameter with the services. */
  on: string;
  /** What the call is given: nothing, or the configuration in a Startup class; `isDeclared`: whether the class has one of that name. */
  argument: string;
  isDeclared: boolean;
  /** Where a statement of its own can safely be inserted: the end of a line, and how the next one is indented. */
  place?: { offset: number; indent: string };
}

const factories = new Set([
  'CreateBuilder',
  'CreateSlimBuilder',
  'CreateEmptyBuilder',
  'CreateApplicationBuilder',
  'CreateEmptyApplicationBuilder',
]);

/**
 * The builder of an app: `var builder = WebApplication.CreateBuilder(args)`, whatever the variable is called. The place is between there and
 * `builder.Build()`; it is left out where the code is anything but usual. Undefined where there is no such builder.
 */
export function findBuilder(text: string): ServiceCode | undefined {
  const tokens = tokenize(text);
  const created = tokens.flatMap((_, at) => variableOf(tokens, at) ?? []);
  const [builder] = created;
  if (builder === undefined || created.length > 1) return undefined;
  const place = placeBeforeBuild(text, tokens, builder);
  return { on: builder.name, argument: '', isDeclared: true, ...(place ? { place } : {}) };
}

/** `ConfigureServices(IServiceCollection services)` of a Startup class; a call there needs the configuration. */
export function findStartup(text: string): ServiceCode | undefined {
  const tokens = tokenize(text);
  const at = tokens.findIndex((_, index) => reads(tokens, index, ['ConfigureServices', '(', 'IServiceCollection']));
  const services = tokens[at + 3];
  if (at < 0 || services?.kind !== 'name') return undefined;
  const configuration = tokens.find(
    (token, index) =>
      token.kind === 'name' && tokens[index - 1]?.text === 'IConfiguration' && '{;='.includes(tokens[index + 1]?.text ?? ''),
  );
  return { on: services.text, argument: configuration?.text ?? 'configuration', isDeclared: configuration !== undefined };
}

interface Variable {
  name: string;
  /** Where its factory is named, among the tokens. */
  index: number;
}

function variableOf(tokens: readonly Token[], index: number): Variable | undefined {
  if (!factories.has(tokens[index]?.text ?? '') || tokens[index + 1]?.text !== '(' || tokens[index - 1]?.text !== '.') return undefined;
  if (!['WebApplication', 'Host'].includes(tokens[index - 2]?.text ?? '')) return undefined;
  let at = index - 2;
  while (tokens[at - 1]?.text === '.') at -= 2;
  const name = tokens[at - 2];
  return tokens[at - 1]?.text === '=' && name?.kind === 'name' ? { name: name.text, index } : undefined;
}

function placeBeforeBuild(text: string, tokens: readonly Token[], builder: Variable): ServiceCode['place'] {
  // What is compiled only sometimes is nothing to build on.
  if (/^[ \t]*#[ \t]*(?:if|elif|else)\b/m.test(text)) return undefined;
  const builds = tokens.flatMap((_, at) =>
    reads(tokens, at, [builder.name, '.', 'Build', '(', ')']) && tokens[at - 1]?.text !== '.' ? [at] : [],
  );
  const [build] = builds;
  if (build === undefined || builds.length > 1 || build < builder.index) return undefined;
  let first = build;
  while (first > 0 && !';{}'.includes(tokens[first - 1]?.text ?? '')) first--;
  const [statement, before] = [tokens[first], tokens[first - 1]];
  if (!statement || !before || depthAt(tokens, build) !== depthAt(tokens, builder.index)) return undefined;
  const lineStart = text.lastIndexOf('\n', statement.offset - 1) + 1;
  const indent = text.slice(lineStart, statement.offset);
  // A comment behind the statement before belongs to it.
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(text.slice(before.offset + 1))?.[0];
  if (indent.trim() !== '' || rest === undefined) return undefined;
  return { offset: before.offset + 1 + rest.length, indent };
}

const reads = (tokens: readonly Token[], at: number, texts: readonly string[]): boolean =>
  texts.every((text, index) => tokens[at + index]?.text === text);

/** How many brackets of any kind are open in front of a token. */
function depthAt(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (const { kind, text } of tokens.slice(0, index))
    if (kind === 'other') depth += '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0;
  return depth;
}
