// A picture of a real run: the program in a pseudo-terminal, its screen cell by cell as SVG. It is recorded, never drawn.
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

const root = fileURLToPath(new URL('../..', import.meta.url));
const columns = 100;
const rows = 40;

/** What is typed: flags in place of answers, so that every recording is the same. */
const shown = `backplane-advisor test/fixtures/umbraco-17-site --load-balanced-part backoffice --servers 2
    --platform linux-vm --cloud on-premises --load-balancer nginx --sticky-sessions no
    --sticky-sessions-possible no --websockets yes --own-hubs no
    --infrastructure redis --redis-region same --missing unknown`;

/** The SVG of the first screen. */
export async function picture() {
  const args = shown.split(/\s+/).slice(1);
  const screen = await record([...args, '--no-input', '--as-of', '2026-11-27']);
  const prompt = `$ npx ${shown}`
    .split('\n')
    .map((text, index, all) => [{ text: index < all.length - 1 ? `${text} \\` : text, colour: palette.typed }]);
  return svg([...prompt, [], ...screen.slice(0, rows - prompt.length - 2), [{ text: '…', colour: palette.dim }]]);
}

/** Everything that the program writes, line by line, in runs of one look. */
function record(args) {
  const terminal = new headless.Terminal({ cols: columns, rows, scrollback: 5_000, allowProposedApi: true });
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('BACKPLANE_') && !['CI', 'NO_COLOR', 'FORCE_COLOR', 'ACCESSIBLE'].includes(name),
    ),
  );
  const pty = spawn(process.execPath, ['dist/main.js', ...args], {
    cols: columns,
    rows,
    cwd: root,
    name: 'xterm-256color',
    env: { ...env, TERM: 'xterm-256color' },
  });
  pty.onData((data) => terminal.write(data));
  return new Promise((resolve) => pty.onExit(() => terminal.write('', () => resolve(linesOf(terminal.buffer.active)))));
}

const palette = { typed: '#e6edf3', text: '#c9d1d9', dim: '#8b949e', ground: '#0d1117' };
const colours = ['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'];

function linesOf(buffer) {
  const lines = Array.from({ length: buffer.length }, (_, index) => runsOf(buffer.getLine(index)));
  while (lines.length > 0 && lines.at(-1).length === 0) lines.pop();
  return lines;
}

function runsOf(line) {
  const runs = [];
  const length = line.translateToString(true).length;
  for (let column = 0; column < length; column++) {
    const cell = line.getCell(column);
    const look = { bold: cell.isBold() !== 0, colour: colourOf(cell) };
    const last = runs.at(-1);
    if (last && last.bold === look.bold && last.colour === look.colour) last.text += cell.getChars() || ' ';
    else runs.push({ ...look, text: cell.getChars() || ' ' });
  }
  return runs;
}

function colourOf(cell) {
  if (cell.isDim()) return palette.dim;
  return cell.isFgPalette() ? (colours[cell.getFgColor() % 8] ?? palette.text) : palette.text;
}

function svg(lines) {
  const [charWidth, lineHeight, edge] = [8.4, 19, 16];
  const width = Math.ceil(columns * charWidth + 2 * edge);
  const height = lines.length * lineHeight + 2 * edge;
  const texts = lines.flatMap((runs, row) => {
    let column = 0;
    const y = edge + row * lineHeight + 14;
    return runs.flatMap(({ text, colour, bold }) => {
      const indent = text.length - text.trimStart().length;
      const x = (edge + (column + indent) * charWidth).toFixed(1);
      column += text.length;
      const words = text.trim();
      if (words === '') return [];
      // The length is stated, so that a font of other widths keeps the columns.
      const length = (words.length * charWidth).toFixed(1);
      return `<text x="${x}" y="${y}" fill="${colour}"${bold ? ' font-weight="bold"' : ''} textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`;
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>A run of backplane-advisor: the recommended backplane, and what must be so for it</title>
<rect width="100%" height="100%" rx="8" fill="${palette.ground}"/>
<g font-family="ui-monospace, SFMono-Regular, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${texts.join('\n')}
</g>
</svg>
`;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
