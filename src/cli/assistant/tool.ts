import { z } from 'zod';
import type { Desk } from './asked.js';

/** What a tool says: for reading, and where it has one, the same as the command's JSON. */
export interface Said {
  text: string;
  data?: Record<string, unknown>;
}

/** One thing that an assistant can ask this engine. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  /** What its data look like, where that is published. */
  output?: z.ZodType;
  /** @param input what the assistant sent, as it came. */
  call(input: unknown, desk: Desk): Promise<Said>;
}

/**
 * A tool whose input is checked with the schema that is published of it.
 * @throws InvalidInput where it does not fit.
 */
export function tool<I extends z.ZodObject>(
  about: Omit<Tool, 'input' | 'call'> & { input: I },
  run: (input: z.infer<I>, desk: Desk) => Promise<Said>,
): Tool {
  return {
    ...about,
    call: async (input, desk) => {
      const parsed = about.input.safeParse(input ?? {});
      if (!parsed.success) throw new InvalidInput(`The input of ${about.name} is not valid.\n${z.prettifyError(parsed.error)}`);
      return run(parsed.data, desk);
    },
  };
}

/** The assistant sent what the tool does not take. */
export class InvalidInput extends Error {}
