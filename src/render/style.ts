/** How text looks: colours or none, and how wide. */
export interface Style {
  colour: boolean;
  /** Columns to wrap at. */
  width: number;
}

type Paint = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

const codes: Record<Paint, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** Text in a colour or weight; unchanged where the style has none. */
export function paint(style: Style, how: Paint, text: string): string {
  const [on, off] = codes[how];
  return style.colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** Plain text wrapped at words, every line indented; the first may start with a mark instead, such as "- ". */
export function wrap(style: Style, text: string, indent = '', mark = indent): string {
  const lines: string[] = [];
  let line = mark;
  for (const word of text.split(/\s+/)) {
    const gap = line === mark || line === indent ? '' : ' ';
    if (line.length + gap.length + word.length > style.width && line.trim() !== mark.trim()) {
      lines.push(line);
      line = indent + word;
    } else line += gap + word;
  }
  return [...lines, line].join('\n');
}

/** A label and, in a column of its own, the text that belongs to it; where the style is too narrow for both, the text stands below the label. */
export function entry(style: Style, label: string, column: number, text: string): string {
  const readable = 30;
  if (style.width - column >= readable) return wrap(style, text, ' '.repeat(column), label.padEnd(column));
  return `${label}\n${wrap(style, text, '      ')}`;
}
