import type { Path } from '../language/parse-condition.js';
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
  const root: Node | undefined = fileSchema as unknown as Node;
  const node = path.reduce<Node | undefined>((above, step) => above && inside(unwrapped(above).def, step), root);
  return Object.keys((node && unwrapped(node).def.shape) ?? {});
}

const inside = ({ shape, element, valueType }: Definition, step: string | number): Node | undefined =>
  shape ? shape[step] : (element ?? valueType);

/** Without what makes it optional or checks it further. */
function unwrapped(node: Node): Node {
  const inner = node.def.innerType ?? node.def.in;
  return inner ? unwrapped(inner) : node;
}
