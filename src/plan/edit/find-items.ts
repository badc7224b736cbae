import { isNamed, type ProjectElement } from './project-elements.js';

/** An item that names a package. */
export interface PackageItem {
  /** The only target framework that it is for; absent: all. */
  framework?: string;
  /** The version as written, and where; absent where it has none. */
  version?: { text: string; start: number; end: number };
  override?: string;
}

/**
 * The items of a type that name a package.
 * @returns undefined where one is written in a way that cannot be judged safely: with Update or Remove, with a condition other than on one
 * target framework, in a list of several, within <Choose> or a target, or twice for the same framework.
 */
export function findItems(project: ProjectElement, type: string, id: string, text: string): PackageItem[] | undefined {
  const elements = descendants(project).filter((element) => isNamed(element, type) && namesPackage(element, id));
  const items = elements.map((element) => readItem(element, project, id, text));
  if (!items.every((item) => item !== undefined)) return undefined;
  const frameworks = items.map(({ framework }) => framework);
  const clash = new Set(frameworks).size < frameworks.length || (frameworks.length > 1 && frameworks.includes(undefined));
  return clash ? undefined : items;
}

const descendants = (element: ProjectElement): ProjectElement[] => element.children.flatMap((child) => [child, ...descendants(child)]);

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.toLowerCase();

const namesPackage = (element: ProjectElement, id: string): boolean =>
  ['include', 'update', 'remove'].some((name) =>
    element.attributes
      .get(name)
      ?.value.split(';')
      .some((part) => same(part, id)),
  );

function readItem(element: ProjectElement, project: ProjectElement, id: string, text: string): PackageItem | undefined {
  const group = element.parent;
  const include = element.attributes.get('include')?.value;
  if (include === undefined || !same(include, id) || element.attributes.has('update') || element.attributes.has('remove')) return undefined;
  if (!group || !isNamed(group, 'ItemGroup') || group.parent !== project) return undefined;
  const conditions = [group, element].flatMap((one) => one.attributes.get('condition')?.value ?? []);
  const frameworks = conditions.map((condition) => /^\s*'\$\(TargetFramework\)'\s*==\s*'([^']+)'\s*$/i.exec(condition)?.[1]?.toLowerCase());
  if (frameworks.includes(undefined) || frameworks.length > 1) return undefined;
  const [framework] = frameworks;
  const version = metadata(element, 'Version', text);
  const override = metadata(element, 'VersionOverride', text);
  if (version === 'odd' || override === 'odd') return undefined;
  return { ...(framework ? { framework } : {}), ...(version ? { version } : {}), ...(override ? { override: override.text } : {}) };
}

/** An attribute, or the text of a child element: the two ways to write an item's metadata. */
function metadata(element: ProjectElement, name: string, text: string): PackageItem['version'] | 'odd' {
  const attribute = element.attributes.get(name.toLowerCase());
  const children = element.children.filter((child) => isNamed(child, name));
  if (attribute && children.length === 0) return { text: attribute.value.trim(), ...attribute.at };
  const [child] = children;
  if (!child) return undefined;
  const content = child.content && text.slice(child.content.start, child.content.end);
  if (attribute || children.length > 1 || child.attributes.size > 0 || !child.content || !content?.trim() || /[<&]/.test(content))
    return 'odd';
  const start = child.content.start + content.length - content.trimStart().length;
  return { text: content.trim(), start, end: start + content.trim().length };
}
