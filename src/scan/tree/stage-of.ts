import type { Stage } from '../sighting.js';

const developers =
  /^(?:dev|develop|development|developer|devcontainer|local|localhost|debug|override|vs|test|tests|testing|e2e|ci|integration|integrationtests?|staging|stage|stg|qa|uat|acc|sandbox|preview|sample|samples|example|examples|demo|playwright|kind|minikube)$/i;

/** For whom a file speaks, by the words of its name and of the folders around it: `docker-compose.override.yml`, `overlays/dev`. */
export function stageOf(path: string): Stage {
  const words = path
    .split('/')
    .flatMap((part, index, all) => (index < all.length - 1 ? [part, ...part.split(/[._-]/)] : part.split(/[._-]/)));
  return words.some((word) => developers.test(word)) ? 'development' : 'production';
}

const elsewhere =
  /^(?:(?:.*[._-])?tests?|specs?|e2e|(?:.*[._-])?samples?|examples?|fixtures?|benchmarks?|docs?|documentation|tutorials?|templates?|snippets?|playground|demos?|third[-_]?party|testing|experiments?|archived?|legacy|old|deprecated)$/i;

/** Whether a path leads through a folder whose content is not the product: tests, samples, documentation. */
export const isElsewhere = (path: string): boolean =>
  path
    .split('/')
    .slice(0, -1)
    .some((part) => elsewhere.test(part));
