/** Central package versions may stand in any folder above the project; nothing else outside of it is ever written. */
const centralPackages = /^(?:\.\.\/)+Directory\.Packages\.props$/i;

/** Whether a relative path with forward slashes stays inside the project folder, on every system. */
export function isInsideProject(path: string): boolean {
  // Characters that Windows forbids are refused everywhere: the project is built on more than one machine.
  return path.split('/').every((segment) => /^[^\\:*?"<>|\p{C}]+$/u.test(segment) && !/^\.\.?$|[. ]$/.test(segment));
}

/** Whether we may write a path at all: inside the project folder, or the central package versions above it. */
export const mayBeWritten = (path: string): boolean => isInsideProject(path) || centralPackages.test(path);

/** The folders that a path lies in, the outermost first: `a/b/c.txt` lies in `a` and `a/b`. */
export function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
