import { describe } from 'vitest';
import { page } from './page-cases.js';
import { productKeeps } from './promised.js';

describe.each(Object.entries(page))('the page says, %s', (_section, cases) => productKeeps(cases));
