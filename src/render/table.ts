import { paint, type Style, wrap } from './style.js';

export interface TableOptions {
  style: Style;
  indent?: string;
  /** Columns of numbers, which are read from the right; 0 is the first. */
  right?: readonly number[];
  /** Whether the first row names the columns. */
  header?: boolean;
}

const gap = 2;

/** Rows in columns that fit the style's width: the widest columns are wrapped at words. */
export const renderTable = (rows: readonly (readonly string[])[], options: TableOptions): string => renderRows(rows, options).join('\n');

/** The same with each row, which may be several lines, by itself. */
export function renderRows(rows: readonly (readonly string[])[], options: TableOptions): string[] {
  const { style, indent = '', right = [], header = false } = options;
  const widths = columnWidths(rows, style.width - indent.length);
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => wrap({ colour: false, width: widths[column] ?? 0 }, cell).split('\n'));
    const height = Math.max(1, ...cells.map(({ length }) => length));
    const lines = Array.from({ length: height }, (_, line) => {
      const columns = cells.map((parts, column) => pad(parts[line] ?? '', widths[column] ?? 0, right.includes(column)));
      return `${indent}${columns.join(' '.repeat(gap))}`.trimEnd();
    });
    return lines.map((line) => (header && index === 0 ? paint(style, 'dim', line) : line)).join('\n');
  });
}

const pad = (text: string, width: number, right: boolean): string => (right ? text.padStart(width) : text.padEnd(width));

/** The width of each column: what its longest cell needs, less where that is too much, never less than its longest word. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const longest = (measure: (cell: string) => number): number[] =>
    Array.from({ length: columns }, (_, column) => Math.max(0, ...rows.map((row) => measure(row[column] ?? ''))));
  const least = longest((cell) => Math.max(0, ...cell.split(/\s+/).map(({ length }) => length)));
  const widths = longest(({ length }) => length);
  const room = width - gap * (columns - 1);
  for (;;) {
    const total = widths.reduce((sum, one) => sum + one, 0);
    const shrinkable = widths.map((one, column) => (one > (least[column] ?? 0) ? one : 0));
    const widest = Math.max(0, ...shrinkable);
    if (total <= room || widest === 0) return widths;
    widths[shrinkable.indexOf(widest)] = widest - 1;
  }
}
