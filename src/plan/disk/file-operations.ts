import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';

/** What `status` tells of a path; symbolic links are not followed. */
export interface FileStatus {
  kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits. */
  mode: number;
  owner: { user: number; group: number };
  /** Number of the file system: a file can only be moved within one. */
  device: number;
  /** Whether we may write to it, or into it. */
  writable: boolean;
}

/** Every access to the disk that changing a project needs, so that a test can stop at each of them. Errors are Node's own. */
export interface FileOperations {
  /** Undefined where there is nothing. */
  status(path: string): FileStatus | undefined;
  /** Where a path leads when symbolic links are followed; the path itself where there is nothing. */
  realPath(path: string): string;
  read(path: string): Buffer;
  list(folder: string): string[];
  makeFolder(path: string, mode?: number): void;
  /** Creates a file, which must not be there, and returns when its bytes are safe on the disk. */
  write(path: string, bytes: Uint8Array, like?: Pick<FileStatus, 'mode' | 'owner'>): void;
  /** Takes the place of what is there. */
  move(from: string, to: string): void;
  remove(path: string): void;
  /** Fails where the folder is not empty. */
  removeFolder(path: string): void;
  /** Returns when what was created, moved and removed in a folder is safe on the disk. */
  sync(folder: string): void;
}

const isWindows = process.platform === 'win32';

export const fileOperations: FileOperations = {
  status(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
    // An administrator may write anywhere: the bits say what the owner wants. On Windows they say nothing about folders.
    const bits = (isWindows && kind === 'folder') || (found.mode & 0o222) !== 0;
    const owner = { user: found.uid, group: found.gid };
    return { kind, mode: found.mode & 0o777, owner, device: found.dev, writable: kind !== 'link' && bits && mayWrite(path) };
  },
  realPath: (path) => (existsSync(path) ? realpathSync(path) : path),
  read: (path) => readFileSync(path),
  list: (folder) => readdirSync(folder),
  makeFolder: (path, mode) => mkdirSync(path, mode),
  write(path, bytes, like) {
    const file = openSync(path, 'wx', like?.mode ?? 0o666);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (!like || isWindows) return;
    chmodSync(path, like.mode);
    const now = lstatSync(path);
    // An administrator who works on somebody's project leaves it to them.
    if (process.getuid?.() === 0 && (now.uid !== like.owner.user || now.gid !== like.owner.group))
      chownSync(path, like.owner.user, like.owner.group);
  },
  move(from, to) {
    for (let attempt = 1; ; attempt++) {
      try {
        return renameSync(from, to);
      } catch (error) {
        // Virus scanners and indexers hold new files open for a moment.
        if (!isWindows || attempt > 10 || !['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 20);
      }
    }
  },
  remove: (path) => unlinkSync(path),
  removeFolder: (path) => rmdirSync(path),
  sync(folder) {
    if (isWindows) return; // A folder cannot be opened there, and its changes are journalled by the system.
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
};

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
