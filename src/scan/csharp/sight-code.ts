import { versionOfReference } from '../msbuild/package-version.js';
import type { ReferencedPackage } from '../msbuild/read-packages.js';
import type { Sighting } from '../sighting.js';
import type { Token } from './csharp-tokens.js';
import type { Call } from './method-calls.js';

/** The packages of a site, with their versions; not those that were put in by us. */
export const sightPackages = (packages: readonly ReferencedPackage[], generated: ReadonlySet<string>): Sighting[] =>
  packages
    .filter(({ reference }) => !generated.has(reference.id.toLowerCase()))
    .map(({ reference, version, file, offset }) => {
      const known = versionOfReference(version ?? '');
      return { found: 'package', name: reference.id, ...(known === undefined ? {} : { value: known }), stage: 'production', file, offset };
    });

/** Every call by the name of its method; its value is the name in front of the dot. What runs on developers' machines only is said to. */
export const sightCalls = (calls: ReadonlyMap<string, readonly Call[]>): Sighting[] =>
  [...calls].flatMap(([name, all]) =>
    all.map((call): Sighting => {
      const receiver = call.code.tokens[call.index - 2];
      return {
        found: 'call',
        name,
        ...(receiver?.kind === 'name' ? { value: receiver.text } : {}),
        file: call.file,
        offset: call.offset,
        ...around(call),
      };
    }),
  );

/** The hubs that code maps, by the names of their classes. One that only a type parameter names is called `*`. */
export const sightHubs = (calls: ReadonlyMap<string, readonly Call[]>): Sighting[] =>
  (calls.get('MapHub') ?? []).flatMap((call): Sighting[] => {
    const { tokens } = call.code;
    if (tokens[call.index + 1]?.text !== '<') return [];
    const end = tokens.findIndex((token, at) => at > call.index && (token.text === '>' || token.text === '('));
    const names = tokens.slice(call.index + 2, end).filter((token) => token.kind === 'name');
    const name = names.at(-1)?.text;
    if (name === undefined) return [];
    return [{ found: 'hub', name: /^T(?:[A-Z]\w*)?$/.test(name) ? '*' : name, file: call.file, offset: call.offset, ...around(call) }];
  });

/** Whether a call is made on developers' machines only. */
export const isForDevelopment = (call: Call): boolean => around(call).stage === 'development';

function around({ code: { tokens, file }, index }: Call): Pick<Sighting, 'stage' | 'condition'> {
  const condition = conditionAround(tokens, index, file.text);
  if (condition === undefined) return { stage: 'production' };
  const isDevelopment = /^(?:[\w.]+\.)?IsDevelopment\s*\(\s*\)/.test(condition.trim());
  return { stage: isDevelopment ? 'development' : 'production', condition };
}

/** The condition of the nearest `if` around a place, as it is written; of an `else`, that with a "not". */
function conditionAround(tokens: readonly Token[], index: number, text: string): string | undefined {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const token = tokens[at]?.text;
    if (token === '}') depth++;
    else if (token === '{' && depth-- === 0) {
      depth = 0;
      const found = headOf(tokens, at - 1, text);
      if (found !== undefined) return found;
    } else if (depth === 0 && token === ')') {
      const found = headOf(tokens, at, text);
      // Without braces the statement follows at once.
      if (found !== undefined && !tokens.slice(at + 1, index).some((between) => between.text === ';' || between.text === '}')) return found;
    }
  }
  return undefined;
}

/** The condition of an `if (...)` that ends at a place. */
function headOf(tokens: readonly Token[], end: number, text: string): string | undefined {
  if (tokens[end]?.text !== ')') return undefined;
  let depth = 0;
  for (let at = end; at >= 0; at--) {
    if (tokens[at]?.text === ')') depth++;
    else if (tokens[at]?.text === '(' && --depth === 0) {
      if (tokens[at - 1]?.text !== 'if') return undefined;
      return text
        .slice((tokens[at]?.offset ?? 0) + 1, tokens[end]?.offset)
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 120);
    }
  }
  return undefined;
}
