// Runs the page of a new project as a browser does, as far as the page needs one: elements, cookies, fetch and WebSockets.
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

/** A page that is open. */
export interface OpenPage {
  /** The server that it says it is connected to. */
  server(): string;
  /** The lines of its log, the newest first. */
  log(): string[];
  /** Writes into its field and sends the form. */
  say(text: string): void;
  close(): void;
}

interface Socket {
  close(): void;
}

// The client of SignalR brings the WebSockets that Node 20 has not.
const NodeSocket = createRequire(import.meta.resolve('@microsoft/signalr'))('ws') as new (
  url: string,
  options: { headers: Record<string, string> },
) => Socket;

/** Opens an address, and runs the script of the page that is there. */
export async function openPage(address: string): Promise<OpenPage> {
  const cookies = new Map<string, string>();
  const sockets: Socket[] = [];
  const header = (): Record<string, string> =>
    cookies.size ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {};
  const get = async (url: string | URL, options: RequestInit = {}): Promise<Response> => {
    const response = await fetch(url, { ...options, headers: { ...(options.headers as Record<string, string>), ...header() } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const html = await (await get(address)).text();
  // Browsers look for an icon, whether there is one or not.
  await get(new URL('/favicon.ico', address));
  const script = /<script>(.*)<\/script>/s.exec(html)?.[1];
  if (script === undefined) throw new Error(`There is no page with a script at ${address}:\n${html}`);

  const lines: string[] = [];
  const element = (id: string) => ({
    id,
    textContent: '',
    value: '',
    onsubmit: undefined as ((event: object) => void) | undefined,
    prepend,
  });
  const prepend = (line: { textContent: string }): void => void lines.unshift(line.textContent);
  const elements = new Map([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => [id, element(id)]));
  class WebSocket extends NodeSocket {
    constructor(url: URL) {
      super(url.href, { headers: header() });
      sockets.push(this);
    }
  }
  let open = true;
  const page = {
    document: { getElementById: (id: string) => elements.get(id), createElement: () => element('') },
    location: { href: address },
    fetch: get,
    URL,
    WebSocket,
    setInterval: () => 0,
    clearInterval: () => undefined,
    // It tries again and again, until it is closed.
    setTimeout: (later: () => void, wait: number) => open && setTimeout(() => open && later(), wait).unref(),
  };
  runInContext(script, createContext(page));
  return {
    server: () => elements.get('server')?.textContent ?? '',
    log: () => lines,
    say(text) {
      const field = elements.get('text');
      if (field) field.value = text;
      elements.get('form')?.onsubmit?.({ preventDefault: () => undefined });
    },
    close() {
      open = false;
      for (const socket of sockets) socket.close();
    },
  };
}
