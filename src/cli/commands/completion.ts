import { Argument } from 'commander';
import type { Configure } from '../command.js';
import { oneOf } from '../usage-error.js';
import { completionScripts } from './completion-scripts.js';

const shells = Object.keys(completionScripts);

/** `backplane completion SHELL`: the script for a shell. What it completes it asks the program for, each time. */
export const configureCompletion: Configure = (command, { terminal }) => {
  command
    .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(shells).argParser(oneOf('completion', shells)))
    .addHelpText('after', `\n${aboutShells}`)
    .action((shell: string) => terminal.out(completionScripts[shell] ?? ''));
};

const aboutShells = `To have it in every new shell:
  bash  echo 'source <(backplane completion bash)' >> ~/.bashrc
  zsh   echo 'source <(backplane completion zsh)' >> ~/.zshrc      (after compinit)
  fish  backplane completion fish > ~/.config/fish/completions/backplane.fish
  pwsh  Add-Content $PROFILE 'backplane completion pwsh | Out-String | Invoke-Expression'`;
