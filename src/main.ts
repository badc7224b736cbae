#!/usr/bin/env node
// The process entry: arguments and streams in, exit code out. `--version` answers before anything else is loaded.
import { guardStreams } from './cli/guard-streams.js';

declare const __VERSION__: string;

guardStreams(process);
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${__VERSION__}\n`);
} else {
  const [{ run }, { processTerminal }] = await Promise.all([import('./cli/program.js'), import('./cli/terminal.js')]);
  process.exitCode = await run(argv, processTerminal());
}
