import { isPlaceholder } from './effective-settings.js';

/** The parts of a connection string by lower-case key without spaces: `datasource`, `initialcatalog`. */
export type ConnectionString = ReadonlyMap<string, string>;

/** Reads `Key=value;Key="val;ue"` as ADO.NET does; a part that is no pair is left out. */
export function parseConnectionString(text: string): ConnectionString {
  const parts = new Map<string, string>();
  const pair = /([^=;]+)=\s*(?:"((?:[^"]|"")*)"\s*(?=;|$)|'((?:[^']|'')*)'\s*(?=;|$)|([^;]*))/y;
  // From semicolon to semicolon: a pattern that looks for its own beginning takes for ever in a long text without an equals sign.
  for (let at = 0; at < text.length; at++) {
    pair.lastIndex = at;
    const match = pair.exec(text);
    const [whole = '', key = '', double, single, plain] = match ?? [];
    const value = double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? plain?.trim();
    if (key.trim() !== '' && value !== undefined) parts.set(key.toLowerCase().replace(/\s/g, ''), value);
    const end = text.indexOf(';', at + whole.length);
    if (end < 0) break;
    at = end;
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
