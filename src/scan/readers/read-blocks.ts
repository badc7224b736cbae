import type { Sighting } from '../sighting.js';
import { stageOf } from '../tree/stage-of.js';
import type { Reader } from './reading.js';

/**
 * Bicep and Terraform: resources by their types, and each plain value within them as `type:property.below`. Both write blocks in braces, so one
 * way of reading does for both; expressions are no values.
 */
export const readBlocks: Reader = (file) => {
  const stage = stageOf(file.path);
  const found: Sighting[] = [];
  let resource: string | undefined;
  let outer = 0;
  const path: (string | undefined)[] = [];
  for (const { text, offset } of linesWithoutComments(file.text)) {
    const bicep = /^\s*resource\s+\w+\s+'([\w./-]+)@[^']*'\s*(existing)?/.exec(text);
    const terraform = /^\s*resource\s+"(\w+)"\s+"[^"]+"/.exec(text);
    const type = bicep ? (bicep[2] ? undefined : bicep[1]) : terraform?.[1];
    if (type !== undefined && found.length < 2000) {
      resource = type;
      outer = path.length;
      found.push({ found: 'resource', name: type, stage, file, offset });
    }
    const setting = /^\s*'?([\w.-]+)'?\s*[:=]\s*(?:'([^'$]*)'|"([^"$]*)"|(true|false|\d+))\s*,?\s*$/.exec(text);
    if (setting && resource !== undefined && path.length > outer) {
      const name = [...path.slice(outer + 1).filter((key) => key !== undefined), setting[1]].join('.');
      found.push({
        found: 'resource-setting',
        name: `${resource}:${name}`,
        value: setting[2] ?? setting[3] ?? setting[4] ?? '',
        stage,
        file,
        offset: offset + text.search(/\S/),
      });
    }
    const key = /^\s*'?([\w.-]+)'?\s*(?:[:=]\s*)?[[{(]/.exec(text)?.[1];
    const plain = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
    for (const char of plain) {
      if ('{[('.includes(char)) path.push(path.length < 60 ? key : undefined);
      else if ('}])'.includes(char)) {
        path.pop();
        if (path.length <= outer) resource = undefined;
      }
    }
  }
  return { sightings: found };
};

/** No person writes longer ones. */
const longestLine = 2000;

/** A text without block comments and without lines that are comments; every line keeps its place. */
function linesWithoutComments(text: string): { text: string; offset: number }[] {
  const blank = text
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/'''[\s\S]*?(?:'''|$)/g, (all) => all.replace(/[^\n]/g, ' '));
  let offset = 0;
  return blank.split('\n').map((line) => {
    const here = offset;
    offset += line.length + 1;
    return {
      text: line.length > longestLine || /^\s*(?:\/\/|#)/.test(line) ? '' : line.replace(/\s(?:\/\/|#)\s.*$/, '').replace(/\r$/, ''),
      offset: here,
    };
  });
}
