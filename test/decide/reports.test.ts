import { describe } from 'vitest';
import { productKeeps } from '../oracle/promised.js';
import { reports } from '../oracle/report-cases.js';

describe.each(Object.entries(reports))('people reported, %s', (_topic, cases) => productKeeps(cases));
