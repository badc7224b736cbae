import { describe } from 'vitest';
import { loadBalancerCases } from '../oracle/load-balancer-cases.js';
import { productKeeps } from '../oracle/promised.js';

describe.each(Object.entries(loadBalancerCases))('load balancers, %s', (_topic, cases) => productKeeps(cases));
