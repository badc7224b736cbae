import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end and returns its standard output.
 * @throws Error with everything it printed, where it ends with another exit code than expected.
 */
export function run(program, args, { expected = 0, ...options } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28, ...options });
  if (error) throw new Error(`${program} could not be started: ${error.message}`);
  if (status !== expected)
    throw new Error(`${program} ${args.join(' ')}\nended with ${status}; expected ${expected}. It printed:\n${stdout}${stderr}`);
  return stdout;
}
