import { posix } from 'node:path';
import type { SourceFile } from '../project.js';
import type { Setting } from '../settings/read-settings.js';
import type { Sighting } from '../sighting.js';
import { stageOf } from '../tree/stage-of.js';
import { at, entriesAt, itemsAt, type Located, type LocatedEntry, textAt } from './located.js';
import { parseLocatedYaml } from './located-yaml.js';
import type { Reader, SiteNames } from './reading.js';
import { imageName, isNameOfSite } from './site-names.js';

/** What a Compose file says: which containers run, and whether the site is one of them. */
export const readCompose: Reader = (file, site) => {
  const [root] = parseLocatedYaml(file.text);
  const services = entriesAt(root, 'services');
  const stage = stageOf(posix.basename(file.path)) === 'development' ? 'development' : stageOf(file.path);
  const running = services.filter((service) => runsSite(service, file, site));
  // Where several programs are built, a container belongs to those that name it.
  const programs = services.filter(({ key, value }) => at(value, 'build') || running.some((one) => one.key === key));
  const named = running.map(({ value }) => wordsOf(value, ['depends_on', 'links', 'environment'])).join(' ');
  const isNear = (key: string): boolean => running.length === 0 || programs.length < 2 || ` ${named} `.includes(` ${key.toLowerCase()} `);
  // Without the site in it, a file starts what developers need beside it.
  const around = running.length > 0 ? { stage, own: true } : { stage: 'development' as const };
  const sightings = services.flatMap((service): Sighting[] => {
    const image = at(service.value, 'image');
    if (image?.text === undefined || !isNear(service.key)) return [];
    const { name, tag } = imageName(withDefaults(image.text));
    // What a developer starts by a profile of its own does not run by itself.
    return [{ found: 'image', name, ...(tag === undefined ? {} : { value: tag }), ...around, file, offset: image.offset }];
  });
  for (const service of running) {
    const replicas = textAt(service.value, 'deploy', 'replicas') ?? textAt(service.value, 'scale');
    sightings.push({
      found: 'runs-site',
      name: 'compose',
      ...(replicas !== undefined && /^\d+$/.test(replicas) ? { value: replicas } : {}),
      stage,
      file,
      offset: service.offset,
    });
    sightings.push(...labelsOf(service, file, stage));
  }
  return {
    sightings,
    settings: stage === 'production' ? running.flatMap((service) => settingsOf(service.value, file)) : [],
    hosts: services.flatMap(({ key, value }) => [key, textAt(value, 'container_name') ?? key]),
  };
};

/** `${TAG:-latest}` stands for `latest`; what has no default is left out. */
const withDefaults = (text: string): string => text.replace(/\$\{[^}:-]*:?-([^}]*)\}/g, '$1').replace(/\$\{[^}]*\}/g, '');

function runsSite({ key, value }: LocatedEntry, file: SourceFile, site: SiteNames): boolean {
  const build = at(value, 'build');
  const folder = posix.dirname(file.path);
  if (build) {
    const context = posix.join(folder, build.text ?? textAt(build, 'context') ?? '.');
    const dockerfile = posix.join(context, (textAt(build, 'dockerfile') ?? 'Dockerfile').replaceAll('\\', '/'));
    if (site.dockerfiles.has(dockerfile)) return true;
    return posix.normalize(dockerfile).startsWith(`${site.folder}/`) && site.folder !== '';
  }
  const image = textAt(value, 'image');
  return (
    image !== undefined &&
    (isNameOfSite(imageName(withDefaults(image)).name.split('/').at(-1) ?? '', site) ||
      (isNameOfSite(key, site) &&
        /\$|^[\w.-]+$/.test(image) &&
        !/^(?:redis|nginx|postgres|mysql|mariadb|rabbitmq|traefik|mongo)\b/.test(image)))
  );
}

function labelsOf({ value }: LocatedEntry, file: SourceFile, stage: Sighting['stage']): Sighting[] {
  const found = 'annotation';
  return [...pairsOf(at(value, 'labels'))].map(({ key, text, offset }) => ({ found, name: key, value: text, stage, file, offset }));
}

/** The environment of a service as settings, with the colons that .NET takes two underscores for. */
function settingsOf(value: Located, file: SourceFile): Setting[] {
  return pairsOf(at(value, 'environment')).map(({ key, text, offset }) => ({ key: key.replaceAll('__', ':'), value: text, file, offset }));
}

/** A mapping, or a list of `key=value`. */
function pairsOf(located: Located | undefined): { key: string; text: string; offset: number }[] {
  const mapped = (located?.entries ?? []).flatMap(({ key, offset, value }) =>
    value.text === undefined ? [] : [{ key, text: value.text, offset }],
  );
  const listed = itemsAt(located).flatMap(({ text, offset }) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text ?? '') ?? [];
    return key === undefined ? [] : [{ key: key.trim(), text: value ?? '', offset }];
  });
  return [...mapped, ...listed];
}

/** The words of some keys of a service, in lower case and apart. */
function wordsOf(service: Located, keys: readonly string[]): string {
  const texts = (located: Located | undefined): string[] => [
    ...(located?.text === undefined ? [] : [located.text]),
    ...(located?.entries ?? []).flatMap(({ key, value }) => [key, ...texts(value)]),
    ...(located?.items ?? []).flatMap(texts),
  ];
  return keys
    .flatMap((key) => texts(at(service, key)))
    .join(' ')
    .toLowerCase()
    .replace(/[^\w.-]+/g, ' ');
}
