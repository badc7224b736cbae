import { z } from 'zod';
import type { ConflictReason, Step, TextEdit } from '../plan/plan.js';
import { decision } from './decision-schema.js';

const edit = z.object({
  offset: z.int().nonnegative().meta({ description: 'In characters of the text as it was, without byte order mark.' }),
  remove: z.int().nonnegative(),
  insert: z.string(),
}) satisfies z.ZodType<TextEdit>;

const conflict = z.enum(['not-ours', 'edited', 'merge']) satisfies z.ZodType<ConflictReason>;

const change = z.object({
  path: z.string().meta({ description: 'Relative to the project folder, with forward slashes.' }),
  state: z.enum(['create', 'edit', 'delete', 'unchanged', 'conflict']),
  title: z.string(),
  parts: z.array(z.string()),
  conflict: conflict.optional().meta({ description: 'Why the file is kept as it is.' }),
  encoding: z.enum(['utf8', 'utf16le']),
  byteOrderMark: z.boolean(),
  text: z.string().optional().meta({ description: 'The whole text, for a new file.' }),
  edits: z.array(edit).optional().meta({ description: 'What changes in a file that is there; sorted, without overlap.' }),
});

const step = z.object({
  code: z.string(),
  text: z.string(),
  lines: z.object({ file: z.string(), text: z.string() }).optional(),
  source: z.string().optional(),
}) satisfies z.ZodType<Step>;

/** What `generate --format json` prints. */
export const planSchema = z
  .object({
    schema: z.literal(1),
    outcome: decision.outcome,
    recommended: decision.recommended,
    reasons: decision.reasons.optional(),
    contradictions: decision.contradictions,
    verdicts: decision.verdicts.optional(),
    prerequisites: decision.prerequisites.optional(),
    warnings: decision.warnings.optional(),
    changes: z.array(change),
    steps: z.array(step).meta({ description: 'What is left for you to do.' }),
  })
  .meta({ title: 'A plan of backplane', description: 'What "backplane generate --format json" prints. Keys may be added.' });
