import type { Sighting } from '../sighting.js';
import type { Located } from './located.js';
import { parseLocatedYaml } from './located-yaml.js';
import type { Reader } from './reading.js';

/** A pipeline of GitHub or Azure DevOps: the actions and tasks that it uses, by name without version. azd's file: where a service runs. */
export const readPipeline: Reader = (file) => {
  const found: Sighting[] = [];
  const isAzd = /(?:^|\/)azure\.ya?ml$/i.test(file.path);
  const visit = (located: Located, depth: number): void => {
    if (depth > 20 || found.length > 1000) return;
    for (const { key, value } of located.entries ?? []) {
      if (value.text === undefined) visit(value, depth + 1);
      else if (isAzd && key === 'host')
        found.push({ found: 'azd-host', name: value.text, stage: 'production', file, offset: value.offset });
      else if (!isAzd && (key === 'uses' || key === 'task'))
        found.push({ found: 'deploys', name: value.text.replace(/@.*$/, ''), stage: 'production', file, offset: value.offset });
    }
    for (const item of located.items ?? []) visit(item, depth + 1);
  };
  for (const document of parseLocatedYaml(file.text)) visit(document, 0);
  return { sightings: found };
};
