import type { Configure } from '../command.js';

/** `backplane mcp`: tools and resources for an assistant; everything of the protocol is loaded only here. */
export const configureMcp: Configure = (command, { terminal, ruleBase }) => {
  command.addHelpText('after', `\n${aboutEditors}`).action(async () => {
    const { serve } = await import('../assistant/serve.js');
    await serve({ terminal, ruleBase });
  });
};

const aboutEditors = `An editor or assistant starts it. In VS Code, as .vscode/mcp.json:
  {"servers": {"backplane": {"command": "npx", "args": ["backplane-advisor", "mcp"]}}}
or with the .NET tool: {"command": "backplane", "args": ["mcp"]}`;
