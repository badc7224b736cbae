import { hostname } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import type { FileOperations } from './file-operations.js';

/** Locks that this process holds: a lock with our own number that is not among them is left over from another life. */
const held = new Set<string>();

/** The lock of a project, in its .backplane folder; a dead one is moved aside under a name that begins like it. */
export const lockName = 'lock';

/**
 * Runs something while no other run may change the project. The lock of a process that is gone is taken over.
 * @param folder the .backplane folder, which exists.
 * @throws UserError (2) where another run holds the lock.
 */
export function withLock<T>(folder: string, operations: FileOperations, run: () => T): T {
  const path = join(folder, lockName);
  acquire(path, operations);
  held.add(path);
  try {
    return run();
  } finally {
    held.delete(path);
    if (operations.status(path)) operations.remove(path);
  }
}

interface Holder {
  pid: number;
  host: string;
}

function acquire(path: string, operations: FileOperations): void {
  const mine: Holder = { pid: process.pid, host: hostname() };
  for (let attempt = 1; ; attempt++) {
    try {
      operations.write(path, Buffer.from(`${JSON.stringify(mine)}\n`));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path, operations);
    if (holder === 'gone') continue;
    // The other process may be between creating its lock and writing its name into it.
    if (holder === 'nameless' && attempt < 10) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    else if (holder === 'nameless' || isDead(holder, path)) takeAway(path, operations);
    else throw busy(holder, path);
    if (attempt > 20) throw busy(holder === 'nameless' ? undefined : holder, path);
  }
}

function readHolder(path: string, operations: FileOperations): Holder | 'nameless' | 'gone' {
  try {
    const { pid, host } = JSON.parse(operations.read(path).toString('utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : 'nameless';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'nameless';
  }
}

function isDead({ pid, host }: Holder, path: string): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !held.has(path);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Moved aside before it is removed: of two processes that find the same dead lock, only one can move it. */
function takeAway(path: string, operations: FileOperations): void {
  const aside = `${path}-${process.pid}`;
  try {
    operations.move(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  const moved = readHolder(aside, operations);
  // Somebody was faster, and this is their living lock: it goes back.
  if (typeof moved === 'object' && !isDead(moved, path)) operations.move(aside, path);
  else if (moved !== 'gone') operations.remove(aside);
}

function busy(holder: Holder | undefined, path: string): UserError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'a process that did not name itself';
  return new UserError(
    `Another run of backplane is changing this project: ${who} holds ${path}. Wait until it is done and run again. If no such process is running, delete that file.`,
    2,
  );
}
