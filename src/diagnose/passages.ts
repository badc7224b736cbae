/** A message of a log: its first line and those that belong to it, such as the text of an exception. */
export interface Passage {
  /** Number of its first line, from 1. */
  line: number;
  text: string;
}

/** A message longer than this is looked at in pieces. */
const longest = 8_000;
const mostLines = 60;

/** Collects lines to messages: a line that begins with white space, an arrow or the end of an inner exception belongs to the one before it. */
export class Passages {
  private lines: string[] = [];
  private start = 1;
  private length = 0;
  private seen = 0;

  /** Takes the next line, and gives the message that is complete with it. */
  next(line: string): Passage | undefined {
    this.seen++;
    const continues = /^(?:\s+\S|-{2,}>)/.test(line);
    const fits = this.length + line.length <= longest && this.lines.length < mostLines;
    if (continues && fits && this.lines.length > 0) {
      this.add(line);
      return undefined;
    }
    const complete = this.end();
    this.start = this.seen;
    this.add(line);
    return complete;
  }

  /** The message that no further line completes. */
  end(): Passage | undefined {
    if (this.lines.length === 0) return undefined;
    const passage = { line: this.start, text: this.lines.join('\n') };
    this.lines = [];
    this.length = 0;
    return passage;
  }

  private add(line: string): void {
    this.lines.push(line);
    this.length += line.length + 1;
  }
}
