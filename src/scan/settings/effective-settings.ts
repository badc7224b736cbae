import type { Setting } from './read-settings.js';

/** Settings by lower-case key. */
export type Settings = ReadonlyMap<string, Setting>;

export interface EffectiveSettings {
  /** What production reads, as far as files say: appsettings.Production.json wins over appsettings.json, which wins over other environments. */
  production: Settings;
  /** What only a developer's machine or a test run reads. */
  development: Settings;
}

const developers = /^(?:dev(?:elop(?:ment|er)?)?|local(?:host)?|debug|tests?|testing|ci|e2e|integration(?:tests?)?|playwright)$/i;

/** Merges the settings files of a project as .NET does: the later file wins, key by key, even with an empty value. */
export function effectiveSettings(settings: readonly Setting[]): EffectiveSettings {
  const rank = (setting: Setting): number => {
    // What a container gets where it is deployed comes before every file.
    if (!/appsettings[^/]*$/i.test(setting.file.path)) return 3;
    const environment = environmentOf(setting);
    return environment === '' ? 1 : environment.toLowerCase() === 'production' ? 2 : 0;
  };
  const isDevelopment = (setting: Setting): boolean =>
    environmentOf(setting)
      .split('.')
      .some((part) => developers.test(part));
  const merge = (some: Setting[]): Settings =>
    new Map(some.sort((a, b) => rank(a) - rank(b)).map((setting) => [setting.key.toLowerCase(), setting]));
  return {
    production: merge(settings.filter((setting) => !isDevelopment(setting))),
    development: merge(settings.filter(isDevelopment)),
  };
}

/** The environment in a file's name: `Production` of appsettings.Production.json, nothing of appsettings.json. */
const environmentOf = ({ file }: Setting): string => /(?:^|\/)appsettings\.([^/]+)\.json$/i.exec(file.path)?.[1] ?? '';

/** The text of a setting; undefined where it is missing, no text, empty or a placeholder such as `#{ConnectionString}#`. */
export function textOf(settings: Settings, key: string): string | undefined {
  const value = settings.get(key.toLowerCase())?.value;
  return typeof value === 'string' && !isPlaceholder(value) ? value.trim() : undefined;
}

const wholly =
  /^(?:#\{.*\}#?|\$\{.*\}|\$\(.*\)|\{\{.*\}\}|\{[\w:.-]+\}|<.*>|\[[\w .:-]+\]|%\w+%|__.*__|\*+|x+|\.{3}|\?+|-|todo.*|tbd|n\/a|none|null|change[ _-]?me.*|replace[ _-]?.*|placeholder.*|your[ _-].*|set (?:in|by|via|from) .*|secret)$/is;

/** Whether a text only stands for one that is filled in elsewhere. */
export const isPlaceholder = (text: string): boolean => text.trim() === '' || wholly.test(text.trim());
