import type { Fact } from '../../knowledge/types.js';
import type { Settings } from '../settings/effective-settings.js';
import { detected } from './detected.js';

/** Umbraco's setting that lets its clients skip negotiation, as production has it. */
export function detectSkipNegotiation(production: Settings): Fact[] {
  const setting = production.get('umbraco:cms:signalr:clientshouldskipnegotiation');
  const value = String(setting?.value).trim().toLowerCase();
  if (!setting || (value !== 'true' && value !== 'false')) return [];
  return detected('skip-negotiation-setting', value === 'true' ? 'on' : 'off', [setting]);
}
