import { posix } from 'node:path';
import type { SiteNames } from './reading.js';

/** A name as people write it in different places: `Shop.Web`, `shop-web` and `shopweb` are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Words that a name may have or lack. */
const filler = /^(?:deployment|deploy|service|svc|app|application|container|image|web|site|server|api)$/;

/** Whether a name in a file is that of the site: the project's, that of its folder, or the last part of either. */
export function isNameOfSite(name: string, { project, folder }: SiteNames): boolean {
  const words = (text: string): string =>
    plain(
      text
        .split(/[-_.]/)
        .filter((word, index) => index === 0 || !/^(?:deployment|deploy|service|svc|container|image)$/.test(word.toLowerCase()))
        .join('-'),
    );
  const wanted = words(name);
  if (wanted === '' || wanted.length < 3) return false;
  const last = project.split('.').at(-1) ?? '';
  const known = [project, posix.basename(folder), ...(filler.test(last.toLowerCase()) ? [] : [last])]
    .map(plain)
    .filter((one) => one.length >= 3);
  return known.includes(wanted);
}

/** The name of an image without registry, tag and digest. */
export function imageName(image: string): { name: string; tag?: string } {
  const [, path = image, tag] = /^([^@]*?)(?::([^/:@]+))?(?:@.*)?$/.exec(image.trim()) ?? [];
  const parts = path.split('/');
  const first = parts[0] ?? '';
  const rest = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost' || first.includes('$')) ? parts.slice(1) : parts;
  const name = rest.join('/').replace(/^library\//, '');
  return tag === undefined ? { name } : { name, tag };
}
