import { fileURLToPath } from 'node:url';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import type { RuleBase } from '../../src/knowledge/types.js';

/** The folder rules/ of the working tree. */
export const rulesFolder = fileURLToPath(new URL('../../rules', import.meta.url));

/** The rule base as it is in the working tree, built or not. */
export const rulesInTree = (): RuleBase => loadRulesFolders([rulesFolder]);
