/** What each name mentions: definitions as `definition.farm`, everything else as its reference. */
export type Mentions = ReadonlyMap<string, ReadonlySet<string>>;

/** Reports every name that leads back to itself, each circle once. Returns whether there is one. */
export function refuseCycles(mentions: Mentions, report: (node: string, message: string) => void): boolean {
  const done = new Set<string>();
  let found = false;
  const visit = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) {
      found = true;
      const circle = [...way.slice(start), node].map((name) => name.replace(/^definition\./, ''));
      report(node, `this goes round in a circle: ${circle.join(' -> ')}. One of them must do without the next.`);
    } else if (!done.has(node)) {
      for (const next of mentions.get(node) ?? []) if (mentions.has(next)) visit(next, [...way, node]);
      done.add(node);
    }
  };
  for (const node of mentions.keys()) visit(node, []);
  return found;
}
