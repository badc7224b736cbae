/** Every kind of thing in the rule base that has an id, in the order in which people look for it. */
export const kinds = [
  'backplane',
  'variant',
  'load-balancer',
  'platform',
  'starter',
  'question',
  'exclusion',
  'prerequisite',
  'warning',
  'outcome',
  'trap',
  'definition',
  'criterion',
  'order',
  'measure',
  'quantity',
  'price',
  'part',
  'version',
  'package',
  'symptom',
  'cause',
  'trait',
  'source',
] as const;

export type Kind = (typeof kinds)[number];
