/** The values that belong to a secret's name, as pairs of start and end, and where reading goes on. */
export interface Secret {
  values: [number, number][];
  end: number;
}

type Quote = '"' | "'" | '';

/** What stands around a value. */
interface Context {
  /** The quote that is open, as around a connection string. */
  inside: Quote;
  /** Whether it belongs to the query of a URL. */
  inQuery: boolean;
  /** Whether it belongs to the text of an XML element. */
  inElement: boolean;
  /** Whether it is the value of a quoted name and a colon. */
  json: boolean;
  /** Whether it is all that follows on the line. */
  wholeLine: boolean;
}

/** What stands between a name and its value: a closing quote and bracket, and `=`, `:`, a comma (arguments) or `>` (an element). */
const separator = /^(\\?["']|\\u0022|&quot;)?(\])?(\s*)(=|:=?|,|>)(\s*)/;

/** Options of a Redis connection string, which separates by commas where others separate by semicolons. */
const redisOption =
  /^,\s*(?:abortConnect|allowAdmin|asyncTimeout|channelPrefix|checkCertificateRevocation|client\w*|config\w*|connect\w*|defaultDatabase|keepAlive|name|password|protocol|proxy|resolveDns|serviceName|ssl\w*|syncTimeout|tiebreaker|user|version|writeBuffer)\s*=/i;

/** An expression instead of a value: `GetToken()`, `config["Password"]`, `settings.Password`, `null`. */
const code =
  /^(?:(?:await|new|typeof)\b|(?:null|default|true|false|undefined)\b|[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*\s*(?:[.([;,)]|\?\.|\?\?))/;

/** The secret that a name introduces, or undefined where no value follows. `from` and `to` are where the name stands in the line. */
export function readSecret(line: string, from: number, to: number): Secret | undefined {
  const setting = /^(["'])\s+value\s*=\s*(["'])/i.exec(line.slice(to));
  if (setting && /\b(?:key|name)\s*=\s*["'][^"']*$/i.test(line.slice(0, from)))
    return quoted(line, to + setting[0].length, setting[2] ?? '"');
  const match = separator.exec(line.slice(to));
  if (!match) return undefined;
  const [all, closing, , before = '', sign = '', after = ''] = match;
  // In a comparison, `password == "..."`, the second sign does not belong to the value.
  const start = to + all.length + (before === '' ? 0 : (/^=\s*/.exec(line.slice(to + all.length))?.[0].length ?? 0));
  const next = line[start] ?? '';
  if (sign === '>') return line[from - 1] === '<' ? element(line, line.slice(from, to), start) : undefined;
  if (sign === ',' && !(closing && (next === '"' || next === "'"))) return undefined;
  // In "Token:Lifetime" the colon is part of a path, in `case Password:` it is the end of a label.
  if (sign === ':' && !closing && after === '' && next !== '"' && next !== "'") return undefined;
  // <add key="..." value="..."/>: "key" is no name of a secret there.
  if (/<add\s+$/i.test(line.slice(0, from)) && /^key$/i.test(line.slice(from, to))) return undefined;
  const inside = openQuote(line, start);
  if (inside === '' && before !== '' && next === '>') return undefined;
  const spaced = sign !== '=' || before !== '' || after !== '';
  const ahead = line.slice(0, from);
  // A line of YAML, of an .ini or an .env file, or a connection string without quotes: what stands there is a value, even if it looks like code.
  const settingsLine = inside === '' && /^\s*(?:[-+] *|export )?$/.test(ahead) && !/[;,{(]\s*$/.test(line);
  const connectionString = /=[^;]*;\s*(?:[\w ]+\s)?$/.test(ahead) || /;\s*\w[\w ]*=/.test(line.slice(start));
  if (inside === '' && spaced && !settingsLine && !connectionString && code.test(line.slice(start))) return undefined;
  return valueAt(line, start, {
    inside,
    inQuery: /[?&]$/.test(ahead),
    inElement: inside === '' && /<[\w.:-]+[^<>]*>[^<]*$/.test(ahead),
    json: closing !== undefined && sign === ':',
    wholeLine: settingsLine && !connectionString && closing === undefined,
  });
}

function valueAt(line: string, start: number, context: Context): Secret | undefined {
  const { inside, json, wholeLine } = context;
  const rest = line.slice(start);
  const escaped = /^(?:\\"|\\u0022|\\u0027|&quot;|&apos;|&#3[49];)/i.exec(rest)?.[0];
  if (escaped) return quoted(line, start + escaped.length, escaped);
  if (inside === '"' && rest.startsWith('""')) return quoted(line, start + 2, '""');
  if (inside !== "'" && rest.startsWith("'")) return quoted(line, start + 1, "'");
  if (inside === '') {
    const opening = /^[$@]*("""|"|')/.exec(rest);
    if (opening) return quoted(line, start + opening[0].length, opening[1] ?? '"', opening[0].includes('@'));
    if (!wholeLine && /^\[\s*"/.test(rest)) return list(line, start);
    if (json && /^(?:\{\s*(?:"|$)|\[\s*(?:\]|$)|(?:null|true|false|default)(?=\s*(?:[,;)}\]]|$)))/.test(rest)) return undefined;
    const number = json && /^-?\d[\d.eE+-]*(?=\s*(?:[,}\]]|$))/.exec(rest);
    if (number) return { values: [[start, start + number[0].length]], end: start + number[0].length };
  }
  const end = wholeLine ? line.trimEnd().length : plainEnd(line, start, context);
  return end > start ? { values: [[start, end]], end } : undefined;
}

/** A quoted value: a doubled quote stands for one, and so does an escaped one. Without an end, everything is the secret. */
function quoted(line: string, start: number, quote: string, verbatim = false): Secret {
  let at = start;
  while (at < line.length) {
    if (line.startsWith(quote, at)) {
      const doubled = quote !== '"""' && line.startsWith(quote, at + quote.length);
      if (!doubled) break;
      at += 2 * quote.length;
    } else at += line[at] === '\\' && !verbatim ? 2 : 1;
  }
  const end = Math.min(at, line.length);
  return { values: [[start, end]], end: Math.min(end + quote.length, line.length) };
}

function list(line: string, start: number): Secret {
  const values: [number, number][] = [];
  let at = start + 1;
  while (at < line.length && line[at] !== ']') {
    if (line[at] !== '"') at++;
    else {
      const item = quoted(line, at + 1, '"');
      values.push(...item.values);
      at = item.end;
    }
  }
  return { values, end: at };
}

function element(line: string, name: string, start: number): Secret | undefined {
  const closing = line.indexOf(`</${name}`, start);
  // Without its end it may as well be C#: Task<Token> Get().
  if (line[start] === '<' || (closing < 0 && !line.trim().startsWith(`<${name}>`))) return undefined;
  const end = closing < 0 ? line.length : closing;
  return end > start ? { values: [[start, end]], end } : undefined;
}

/** The end of a value without quotes: the semicolon of a connection string, the end of the text around it, or the end of the line. */
function plainEnd(line: string, start: number, { inside, inQuery, inElement }: Context): number {
  let at = start;
  while (at < line.length) {
    const char = line[at];
    const entity = /^&(?:\w+|#\w+);/.exec(line.slice(at, at + 10))?.[0];
    if (entity && entity !== '&quot;') at += entity.length;
    else if (char === '\\') at += 2;
    else if (char === ';' || char === '"' || entity || (char === "'" && inside === "'")) break;
    else if ((char === '&' && inQuery) || (inElement && line.startsWith('</', at)) || (char === ',' && redisOption.test(line.slice(at))))
      break;
    else at++;
  }
  const end = Math.min(at, line.length);
  return start + line.slice(start, end).trimEnd().length;
}

/** The quote that is open at a place of the line. */
function openQuote(line: string, at: number): Quote {
  let open: Quote = '';
  for (let index = 0; index < at; index++) {
    const char = line[index];
    if (char === '\\') index++;
    else if (char === open) open = '';
    else if (open === '' && (char === '"' || (char === "'" && !/[A-Za-z0-9\u00aa-\uffff]/.test(line[index - 1] ?? '')))) open = char;
  }
  return open;
}
