import { readSecret } from './read-secret.js';
import { isSecretName } from './secret-name.js';

const mask = '***';

/**
 * The text with `***` in place of every secret that can be told from how it is written: the value of a secret's name (in JSON, XML, YAML, C#,
 * connection strings), a password in a URL, and tokens of a known form. When in doubt it masks: a name too much is harmless, a password too little is not.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(privateKey, `$1${mask}`)
    .split('\n')
    .map((line) => maskTokens(maskNamed(line)))
    .join('\n');
}

/** Whether a line holds something that maskSecrets would hide. */
export const holdsSecret = (line: string): boolean => maskSecrets(line) !== line;

/** A longer line with a secret in it is no line that anybody reads, and to read it takes longer than its length is worth: it is masked as a whole. */
const longest = 20_000;

/** What every name of a secret holds: most lines are done with a look for it. */
const telling = /pass|pwd|secret|token|key|credential|signature|sig|sas|authorization/i;

function maskNamed(line: string): string {
  if (!telling.test(line)) return line;
  if (line.length > longest) return mask;
  let masked = '';
  let done = 0;
  // A colon belongs to the name only within it, as in "Redis:Password".
  const names = /[A-Za-z_\u00aa-\uffff](?:[\w\u00aa-\uffff.-]|:(?=[A-Za-z_\u00aa-\uffff]))*/g;
  for (let match = names.exec(line); match; match = names.exec(line)) {
    if (!isSecretName(match[0])) continue;
    const secret = readSecret(line, match.index, names.lastIndex);
    if (!secret) continue;
    for (const [start, end] of secret.values) {
      if (line.slice(start, end).trim() === '') continue;
      masked += line.slice(done, start) + mask;
      done = end;
    }
    names.lastIndex = Math.max(names.lastIndex, secret.end);
  }
  return masked + line.slice(done);
}

const privateKey = /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[^-]+/g;

function maskTokens(line: string): string {
  return (
    line
      // The last @ ends the password: one within it should have been escaped, but often is not.
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/"'<>]*):([^\s"'<>]+)@/gi, `$1:${mask}@`)
      .replace(/\b(Bearer|Basic) +[\w.~+/=-]{8,}/g, `$1 ${mask}`)
      .replace(/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, mask)
      .replace(/\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|npm_)[\w-]{16,}/g, mask)
  );
}
