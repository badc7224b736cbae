import { type Chart, flowOf, isFilled } from './helm-values.js';
import { at, type Located } from './located.js';

/** What a condition of a template is: undefined where only a cluster or a person knows. */
type Truth = boolean | undefined;

interface Block {
  /** Whether what is inside is written. What nobody knows is not. */
  writes: boolean;
  /** Whether an earlier branch of it was, or may have been, written. */
  done: boolean;
  /** What `.` stands for inside. */
  dot?: Located | undefined;
}

/** No person writes longer lines, nor larger values. */
const longest = 20_000;

/**
 * A template of a chart as it comes out with the values of the chart, as far as it is simple: `.Values`, `if`, `with`, `default`, `quote`,
 * `toYaml`. What is not simple is left out. Every line keeps its number.
 */
export function renderHelm(text: string, chart: Chart): string {
  const blocks: Block[] = [];
  const whole = text
    .replace(/\{\{-?\s*\/\*[\s\S]*?(?:\*\/\s*-?\}\}|$)/g, linesOnly)
    .replace(/\{\{[^{}\n]*\n[\s\S]*?(?:\}\}|$)/g, linesOnly);
  return whole
    .split('\n')
    .map((line) => (line.length > longest ? '' : renderLine(line, chart, blocks).slice(0, longest)))
    .join('\n');
}

const linesOnly = (all: string): string => all.replace(/[^\n]/g, '');

function renderLine(line: string, chart: Chart, blocks: Block[]): string {
  let written = '';
  let from = 0;
  const writes = (): boolean => blocks.every((block) => block.writes);
  for (const action of line.matchAll(/\{\{-?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\}).)*?)-?\}\}/g)) {
    if (writes()) written += line.slice(from, action.index);
    from = action.index + action[0].length;
    const what = action[1]?.trim() ?? '';
    const dot = blocks.findLast((block) => 'dot' in block);
    if (!control(what, chart, blocks, dot) && writes()) {
      const value = writtenOf(what, chart, dot);
      written += value === undefined ? unknownIn(line, action.index, from) : value;
    }
  }
  if (writes()) written += line.slice(from);
  // A name begins with that of the release, which nobody knows before it is installed.
  return /^\s*(?:-\s+)?[\w.-]*:?\s*$/.test(written) && written.trim() === '-' ? '' : written.replace(/((?::|-)\s+["']?)-(?=[a-z])/i, '$1');
}

/** In the middle of a name, something stands for what is not known; a whole value is left out. */
const unknownIn = (line: string, from: number, to: number): string =>
  /[\w./:-]$/.test(line.slice(0, from)) || /^[\w./:-]/.test(line.slice(to)) ? 'unknown' : '';

/** Opens and closes blocks; false where an action is none of these. */
function control(what: string, chart: Chart, blocks: Block[], dot: Block | undefined): boolean {
  const [, word = '', rest = ''] = /^(if|with|range|define|block|else|end)\b\s*([\s\S]*)$/.exec(what) ?? [];
  const truth = (condition: string): Truth => truthOf(condition, chart, dot);
  if (word === 'if') {
    const holds = truth(rest);
    blocks.push({ writes: holds === true, done: holds !== false });
  } else if (word === 'with') {
    const value = locatedOf(rest, chart, dot);
    blocks.push({ writes: isFilled(value), done: isFilled(value), dot: value });
  } else if (word === 'range' || word === 'define' || word === 'block') blocks.push({ writes: false, done: true });
  else if (word === 'end') blocks.pop();
  else if (word === 'else') {
    const block = blocks.at(-1);
    const condition = /^if\b\s*([\s\S]*)$/.exec(rest)?.[1];
    const holds = condition === undefined ? true : truth(condition);
    if (block) {
      block.writes = !block.done && holds === true;
      block.done = block.done || holds !== false;
    }
  } else return /^(?:\$\w+\s*:?=|\/\*|template\b(?!.*fullname))/.test(what);
  return true;
}

function truthOf(condition: string, chart: Chart, dot: Block | undefined): Truth {
  const text = condition
    .trim()
    .replace(/^\((.*)\)$/s, (all, inner: string) => (isOnePair(inner) ? inner : all))
    .trim();
  const [, word = '', rest = ''] = /^(and|or|not|eq|ne)\s+([\s\S]+)$/.exec(text) ?? [];
  if (word === '') return pathOf(text) === undefined ? undefined : isFilled(locatedOf(text, chart, dot));
  const parts = operandsOf(rest);
  if (word === 'eq' || word === 'ne') {
    const [left, right] = parts.map((part) => writtenOf(part, chart, dot));
    return left === undefined || right === undefined ? undefined : (left === right) === (word === 'eq');
  }
  const truths = parts.map((part) => truthOf(part, chart, dot));
  if (word === 'not') return truths[0] === undefined ? undefined : !truths[0];
  const decides = word === 'or';
  return truths.includes(decides) ? decides : truths.includes(undefined) ? undefined : !decides;
}

/** Whether brackets that stood around a text belonged together. */
function isOnePair(inner: string): boolean {
  let depth = 0;
  for (const char of inner) {
    if (char === '(') depth++;
    else if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

/** What a function is given: words, texts in quotes, and what stands in brackets. */
function operandsOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let word = '';
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|\s+|[()]|[^\s()"]+|"/g)) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (depth === 0 && /^\s+$/.test(part)) {
      if (word !== '') found.push(word);
      word = '';
    } else word += part;
  }
  return word === '' ? found : [...found, word];
}

/** The keys of `.Values.a.b`, or of `.a` inside a `with`. */
function pathOf(text: string): { root: 'values' | 'dot'; keys: string[] } | undefined {
  const plain = text
    .replace(/[()]/g, '')
    .replace(/\s*\|\s*default\s+dict\s*/g, '')
    .trim();
  const values = /^\$?\.Values((?:\.\w[\w-]*)+)$/.exec(plain)?.[1];
  if (values !== undefined) return { root: 'values', keys: values.slice(1).split('.') };
  const below = /^\.((?:\w[\w-]*(?:\.\w[\w-]*)*)?)$/.exec(plain)?.[1];
  if (below === undefined || /^(?:Release|Chart|Capabilities|Files|Template)\b/.test(below)) return undefined;
  return { root: 'dot', keys: below === '' ? [] : below.split('.') };
}

function locatedOf(text: string, chart: Chart, dot: Block | undefined): Located | undefined {
  const path = pathOf(text);
  if (path === undefined) return undefined;
  return at(path.root === 'values' ? chart.values : dot?.dot, ...path.keys);
}

/** What an action writes; undefined where it is not known. */
function writtenOf(what: string, chart: Chart, dot: Block | undefined): string | undefined {
  const [first = '', ...pipes] = what.split(/\s*\|\s*/);
  const other = pipes.map((pipe) => /^default\s+(.+)$/.exec(pipe)?.[1]).find((found) => found !== undefined);
  const value = simpleValue(first.trim(), chart, dot);
  if (value !== undefined && value !== '') return value;
  return other === undefined ? value : simpleValue(other.trim(), chart, dot);
}

function simpleValue(text: string, chart: Chart, dot: Block | undefined): string | undefined {
  const quoted = /^"([^"]*)"$/.exec(text)?.[1];
  if (quoted !== undefined || /^\d+$/.test(text)) return quoted ?? text;
  if (/^\$?\.Release\.Name$/.test(text)) return '';
  if (/^\$?\.Chart\.Name$/.test(text) || /^(?:include|template)\s+"[\w.-]*(?:fullname|\.name)"/.test(text)) return chart.name;
  const yaml = /^toYaml\s+(\S+)$/.exec(text)?.[1];
  if (yaml !== undefined) {
    const value = locatedOf(yaml, chart, dot);
    return isFilled(value) && value ? flowOf(value) : '';
  }
  const [, other, main] = /^default\s+(\S+)\s+(\S+)$/.exec(text) ?? [];
  if (other !== undefined && main !== undefined) return simpleValue(main, chart, dot) || simpleValue(other, chart, dot);
  return locatedOf(text, chart, dot)?.text;
}
