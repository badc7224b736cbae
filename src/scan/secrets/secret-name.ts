/**
 * Whether a name says that its value is a secret: `Password`, `Redis:Password`, `AccountKey`, `ApiKey2`, `CLIENT_SECRET`, `accessToken`.
 * The end of a name counts, so that `TokenLifetime`, `KeyVaultName` and `SharedAccessKeyName` are no secrets.
 */
export function isSecretName(name: string): boolean {
  const last = name.slice(name.lastIndexOf(':') + 1);
  return !openly.test(last) && (plain.test(last) || key.test(last) || glued.test(last));
}

const openly = /(?:public[_-]?key(?:[_-]?token)?|cancellation[_-]?token)$/i;

const plain =
  /(?:pass(?:word|wd|phrase|code)|pwd|secrets?|tokens?|credentials?|shared[_-]?access[_-]?signature|(?:^|[_.-])(?:pass|sig|sas|authorization))(?:[_-]?\d+)?$/i;

/** `Key` as a word of its own: `StorageKey`, `storage_key`, `key`. Not `monkey`. */
const key = /(?:(?:^|[_.-])(?:[kK]eys?|KEYS?)|[a-z0-9]Keys?)(?:[_-]?\d+)?$/;

const keyOfWords =
  'access account admin api app auth client consumer decryption encryption hmac host instrumentation license licence machine master pass primary private secondary secret security shared signing storage subscription validation';
const glued = new RegExp(`(?:${keyOfWords.replaceAll(' ', '|')})keys?(?:[_-]?\\d+)?$`, 'i');
