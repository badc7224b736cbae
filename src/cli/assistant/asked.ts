import { z } from 'zod';
import type { RuleBase } from '../../knowledge/types.js';
import { noProject } from '../../scan/choose-project.js';
import { answer } from '../../schemas/decision-schema.js';
import type { Site } from '../../site/site.js';
import { stated } from '../../site/stated.js';
import { openSession } from '../session.js';
import type { Terminal } from '../terminal.js';

/** What every deciding tool takes. The answers are described in the resource of their schema: in each tool they would cost an assistant 40 times more to read. */
export const asked = z.strictObject({
  folder: z.string().optional().meta({
    description: 'Folder of the site, solution or project file (.csproj). What its files show is not asked. Without it no project is read.',
  }),
  project: z.string().optional().meta({ description: 'Which web project, where the folder holds several.' }),
  answers: z.record(z.string(), answer).optional().meta({
    description:
      'What the user said, by id of the question, such as {"servers": 2, "sticky-sessions": "no"}; "unknown" for what nobody knows. The tool "questions" says which are open and what they take. Never guess an answer: leave it out.',
  }),
  asOf: z.iso.date().optional().meta({ description: 'The day to decide for, as 2026-11-23. Without it today.' }),
});

export const folder = z.string().min(1).meta({ description: 'Folder of the site, solution or project file (.csproj).' });

/** What a tool works with. */
export interface Desk {
  terminal: Terminal;
  ruleBase: RuleBase;
}

/** A site, and what the program would have said on standard error while it read it. */
export interface Read {
  site: Site;
  notes: string;
}

/**
 * Reads a site as the commands do, with what an assistant knows in place of flags; nobody is asked, and what nobody said is unknown.
 * @throws UserError for an answer that is not valid, or a project that cannot be read.
 */
export async function readSite(
  { terminal, ruleBase }: Desk,
  { folder, project, answers = {}, asOf }: z.infer<typeof asked>,
): Promise<Read> {
  const notes: string[] = [];
  const quiet = { ...terminal, interactive: false, err: (text: string) => void notes.push(text) };
  const flags = Object.entries(answers).map(([id, value]) => stated(ruleBase, id, value));
  const meant = project ?? (folder === undefined ? noProject : undefined);
  const site = await openSession(quiet, ruleBase, folder, flags, {
    missing: 'unknown',
    ...(meant === undefined ? {} : { project: meant }),
    ...(asOf === undefined ? {} : { asOf }),
  });
  return { site, notes: notes.join('') };
}
