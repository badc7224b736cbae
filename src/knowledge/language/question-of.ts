import type { Reference } from './language.js';

/** The question whose answer a reference is read from: a trait (`platform.cloud`) from the answer that names its record, and a proxy's from the list of them. */
export function questionOf(ref: Reference): string {
  const [of = ref] = ref.split('.', 1);
  return of === 'proxy' ? 'proxies-in-front' : of;
}
