import type { Terminal } from './terminal.js';

/** Asks a yes/no question on standard error. Only where the terminal is interactive. */
export async function confirm(terminal: Terminal, message: string, preset: boolean): Promise<boolean> {
  if (terminal.plainQuestions) {
    const { createInterface } = await import('node:readline/promises');
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      const answer = (await reader.question(`${message} (yes/no, default ${preset ? 'yes' : 'no'}): `)).trim().toLowerCase();
      return answer === '' ? preset : answer.startsWith('y');
    } finally {
      reader.close();
    }
  }
  const { default: inquirer } = await import('inquirer');
  const { ok } = await inquirer.createPromptModule({ input: process.stdin, output: process.stderr })([
    { type: 'confirm', name: 'ok', message, default: preset },
  ]);
  return ok as boolean;
}
