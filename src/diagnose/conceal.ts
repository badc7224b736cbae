import { maskSecrets } from '../scan/secrets/mask-secrets.js';

const mask = '***';
const longest = 200;

/**
 * One line of a message as it may be shown: without tokens, cookies, connection ids, user data of addresses, and not longer than a line.
 * When in doubt it masks.
 */
export function conceal(message: string): string {
  const line =
    message
      .split('\n')
      .map((one) => one.trim())
      .find((one) => one !== '') ?? '';
  const masked = maskSecrets(line.slice(0, 4_000))
    .replace(/\b(set-cookie|cookie)(["']?\s*[:=]\s*).*$/i, `$1$2${mask}`)
    .replace(/([?&;](?:id|access_token|connection_?token|connectionid|asrs[\w.]*|sig|code|state)=)[^\s&"'<>]*/gi, `$1${mask}`)
    .replace(/[\w+/=-]{18,}/g, (word) => (looksRandom(word) ? mask : word))
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, mask);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a log may hold what moves a terminal's cursor.
  const plain = masked.replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest)}...` : plain;
}

/** Ids and tokens mix digits with letters, or small with large ones in a way that no name of a type does. */
function looksRandom(word: string): boolean {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27,}$/i.test(word)) return true;
  if (word.includes('/') && !/\d/.test(word)) return false;
  return /\d/.test(word) && /[A-Za-z]/.test(word) && !/^[a-z]+(?:[-_/][a-z0-9]+)+$/.test(word);
}
