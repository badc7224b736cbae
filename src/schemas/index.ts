/** The JSON Schemas of what goes into the program and comes out of it, made of the zod objects of this folder. */
import { z } from 'zod';
import type { RuleBase } from '../knowledge/types.js';
import { answersSchema } from './answers-schema.js';
import { decisionSchema } from './decision-schema.js';
import { planSchema } from './plan-schema.js';

export { answersSchema } from './answers-schema.js';
export { decisionSchema } from './decision-schema.js';
export { planSchema } from './plan-schema.js';

/** The schemas by the name that `backplane schema NAME` knows. */
const schemas: Record<string, (ruleBase: RuleBase) => z.ZodType> = {
  answers: answersSchema,
  decision: () => decisionSchema,
  plan: () => planSchema,
};

export const schemaNames: readonly string[] = Object.keys(schemas);

/**
 * A schema as JSON Schema, draft 7: the one that editors know.
 * What the program prints may gain keys, so its schemas allow more; what it reads must be known.
 */
export function jsonSchema(name: string, ruleBase: RuleBase): object {
  const schema = schemas[name]?.(ruleBase);
  if (!schema) throw new Error(`There is no schema "${name}".`);
  return z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
}
