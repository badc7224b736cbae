import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

/** Keys as a terminal sends them. */
export const key = { up: '\u001b[A', down: '\u001b[B', enter: '\r', space: ' ', escape: '\u001b', interrupt: '\u0003', end: '\u0004' };

/** How long a slow machine may take for one step. */
const patience = 45_000;

/** A program in a pseudo-terminal, as its user sees it: what is on the screen, keys to press, how it ended. */
export class PseudoTerminal {
  /** Everything that the program sent, escape sequences included. */
  raw = '';
  /** The exit code; 128 and the signal's number where a signal ended it, as a shell says it. */
  readonly ended: Promise<number>;
  private readonly pty: IPty;
  private readonly screen: headless.Terminal;
  private over = false;
  private changed: () => void = () => undefined;

  constructor(command: readonly string[], options: { folder: string; columns?: number; environment?: Record<string, string> }) {
    const [program = '', ...rest] = command;
    const size = { cols: options.columns ?? 100, rows: 40 };
    this.screen = new headless.Terminal({ ...size, scrollback: 10_000, allowProposedApi: true });
    const env = { ...cleanEnvironment(), TERM: 'xterm-256color', ...options.environment };
    this.pty = spawn(program, rest, { ...size, name: env.TERM, cwd: options.folder, env });
    this.pty.onData((data) => {
      this.raw += data;
      this.screen.write(data, () => this.changed());
    });
    this.ended = new Promise((resolve) => {
      this.pty.onExit(({ exitCode, signal }) => {
        this.over = true;
        // What the program sent last may still be on its way to the screen.
        this.screen.write('', () => {
          this.changed();
          resolve(signal ? 128 + signal : exitCode);
        });
      });
    });
  }

  press(...keys: string[]): void {
    this.pty.write(keys.join(''));
  }

  /** The screen and what was scrolled off it, line by line. */
  lines(): string[] {
    const { active } = this.screen.buffer;
    return Array.from({ length: active.length }, (_, index) => active.getLine(index)?.translateToString(true) ?? '');
  }

  /** The same as running text, so that it does not matter where a line was broken. */
  text(): string {
    return this.lines().join(' ').replace(/\s+/g, ' ').trim();
  }

  /** Waits until the text is there; fails when the program ends without it. */
  async sees(wanted: string | RegExp): Promise<void> {
    await this.seesOneOf([wanted]);
  }

  /** Waits until one of the texts is there, and says which. */
  async seesOneOf(wanted: readonly (string | RegExp)[]): Promise<number> {
    for (const start = Date.now(); ; ) {
      const over = this.over;
      const text = this.text();
      const found = wanted.findIndex((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)));
      if (found >= 0) return found;
      if (over || Date.now() - start > patience) {
        this.close();
        throw new Error(
          `${over ? 'It ended' : 'It waited'} without ${wanted.slice(0, 3).join(' or ')} on the screen:\n${this.lines().join('\n').trim()}`,
        );
      }
      await this.change();
    }
  }

  /** Waits until something is written to the screen, but not for long. */
  private change(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 500);
      this.changed = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the program if it still runs. */
  close(): void {
    if (!this.over) this.pty.kill('SIGKILL');
  }
}

/** The environment without anything that answers questions or says what the terminal can do. */
export function cleanEnvironment(): Record<string, string> {
  const meant = ['CI', 'FORCE_COLOR', 'NO_COLOR', 'ACCESSIBLE', 'TERM', 'COLUMNS', 'LINES'];
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || meant.includes(name) || name.startsWith('BACKPLANE_') ? [] : [[name, value]],
    ),
  );
}
