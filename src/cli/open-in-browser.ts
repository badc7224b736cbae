import { spawn } from 'node:child_process';

/** Opens a file with what the system opens such files with. False where that cannot be started. */
export function openInBrowser(path: string): Promise<boolean> {
  const [program, ...words] =
    process.platform === 'win32' ? ['cmd', '/c', 'start', '', path] : process.platform === 'darwin' ? ['open', path] : ['xdg-open', path];
  return new Promise((settle) => {
    const child = spawn(program ?? '', words, { detached: true, stdio: 'ignore' });
    child.once('error', () => settle(false));
    child.once('spawn', () => {
      child.unref();
      settle(true);
    });
  });
}
