import type { HelpConfiguration } from 'commander';
import { wrap } from '../render/style.js';

/** Where descriptions start. An option that is longer stands on a line of its own; in a narrow terminal each does. */
const columnIn = (width: number): number => (width < 60 ? 6 : 26);

/** How the help of every command looks: descriptions in one column, wrapped at words, so that it can be read in a narrow terminal too. */
export const helpLayout: HelpConfiguration = {
  formatItem(term, _, description, helper) {
    const style = { colour: false, width: helper.helpWidth ?? 80 };
    const column = columnIn(style.width);
    const indent = ' '.repeat(column);
    const fits = term.length + 4 <= column;
    const [first = '', ...rest] = description.split('\n');
    return [
      ...(fits ? [] : [`  ${term}`]),
      wrap(style, first, indent, fits ? `  ${term}`.padEnd(column) : indent),
      ...rest.map((line) => wrap(style, line, indent)),
    ].join('\n');
  },
};
