/** Every kind of thing in the rule base that has an id, in the order in which people look for it. */
export const kinds = [
  'backplane',
  'variant',
  'load-balancer',
  'platform',
  'proxy',
  'starter',
  'question',
  'exclusion',
  'prerequisite',
  'warning',
  'contradiction',
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
  'trait',
  'source',
] as const;

export type Kind = (typeof kinds)[number];
