import { Readable } from 'node:stream';
import type { RuleBase } from '../knowledge/types.js';
import { Examination } from './diagnosis.js';
import { logLines } from './log-lines.js';
import { Passages } from './passages.js';

/**
 * Looks at every passage of what is read, line by line, however long it is.
 * @throws UserError where it is no text.
 */
export async function examineChunks(ruleBase: RuleBase, chunks: AsyncIterable<Buffer>, name: string): Promise<Examination> {
  const examination = new Examination(ruleBase);
  const passages = new Passages();
  for await (const line of logLines(chunks, name)) {
    const complete = passages.next(line);
    if (complete) examination.look(complete);
  }
  const last = passages.end();
  if (last) examination.look(last);
  return examination;
}

/** The same for a text that is there already: a message, or lines of a log. */
export const examineText = (ruleBase: RuleBase, text: string): Promise<Examination> =>
  examineChunks(ruleBase, Readable.from([Buffer.from(text)]), 'The text');
