import { isPlaceholder } from './effective-settings.js';

/** The parts of a connection string by lower-case key without spaces: `datasource`, `initialcatalog`. */
export type ConnectionString = ReadonlyMap<string, string>;

/** Reads `Key=value;Key="val;ue"` as ADO.NET does; a part that is no pair is left out. */
export function parseConnectionString(text: string): ConnectionString {
  const parts = new Map<string, string>();
  const pair = /\s*([^=;]+?)\s*=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^;]*))\s*(?:;|$)/g;
  for (let match = pair.exec(text); match; match = pair.exec(text)) {
    const [, key = '', double, single, plain] = match;
    parts.set(key.toLowerCase().replaceAll(' ', ''), double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? plain?.trim() ?? '');
  }
  return parts;
}

/** The server that a connection string of a database names, in lower case, without protocol, port and instance; undefined where none is named. */
export function serverOf(connection: ConnectionString): string | undefined {
  const keys = ['datasource', 'server', 'address', 'addr', 'networkaddress', 'host'];
  const value = keys.map((key) => connection.get(key)).find((candidate) => candidate !== undefined && candidate !== '');
  return value
    ?.trim()
    .toLowerCase()
    .replace(/^(?:tcp|np|lpc|admin):/, '')
    .replace(/[,\\].*$/s, '')
    .replace(/:\d+$/, '');
}

/** A name that stands for the machine itself: a farm cannot share what runs there. */
export const isThisMachine = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|\.|\(local\)|\(localdb\)|host\.docker\.internal)$/i.test(host);

/** Whether a host is filled in elsewhere: `#{Server}#`, `<your-server>.database.windows.net`, `your-server`. */
export const isPlaceholderHost = (host: string): boolean =>
  isPlaceholder(host) ||
  /[<>{}%$#*]|__|\byour[-_]?(?:db|database|sql|server|host|name|redis|cache|app|site|instance)?\b|\bexample\b|change-?me|placeholder/i.test(
    host,
  );
