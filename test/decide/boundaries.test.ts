import { describe } from 'vitest';
import { boundaries } from '../oracle/boundary-cases.js';
import { productKeeps } from '../oracle/promised.js';

describe.each(Object.entries(boundaries))('boundaries: %s', (_topic, cases) => productKeeps(cases));
