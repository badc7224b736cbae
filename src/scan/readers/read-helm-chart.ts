import { posix } from 'node:path';
import { stageOf } from '../tree/stage-of.js';
import { chartsOf, dependenciesOf } from './helm-values.js';
import { parseLocatedYaml } from './located-yaml.js';
import type { Reader } from './reading.js';

/** The manifest of a chart, or the requirements of an old one: which charts it brings. */
export const readHelmChart: Reader = (file, site) => {
  const values = (site.charts ?? chartsOf([])).get(posix.dirname(file.path))?.values ?? { offset: 0 };
  const stage = stageOf(file.path);
  return {
    sightings: dependenciesOf(parseLocatedYaml(file.text)[0], values).map(({ name, repository, offset }) => ({
      found: 'helm-chart',
      name,
      value: repository,
      stage,
      file,
      offset,
    })),
  };
};
