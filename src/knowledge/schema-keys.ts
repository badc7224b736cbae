import type { Path } from './parse-condition.js';
import { fileSchema } from './schema.js';

/** What this file knows of a zod schema: the parts that lead further in. */
interface Definition {
  shape?: Record<string, Node>;
  element?: Node;
  valueType?: Node;
  innerType?: Node;
  in?: Node;
}

interface Node {
  def: Definition;
}

/** The keys that a mapping at a path of a rule file may have; none where it may have any. */
export function keysAt(path: Path): string[] {
  let node: Node | undefined = fileSchema as unknown as Node;
  for (const step of path) {
    const { shape, element, valueType }: Definition = node ? unwrapped(node).def : {};
    node = shape ? shape[step] : (element ?? valueType);
  }
  return Object.keys((node && unwrapped(node).def.shape) ?? {});
}

/** Without what makes it optional or checks it further. */
function unwrapped(node: Node): Node {
  const inner = node.def.innerType ?? node.def.in;
  return inner ? unwrapped(inner) : node;
}
