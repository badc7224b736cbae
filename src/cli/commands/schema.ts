import { Argument } from 'commander';
import type { Configure } from '../command.js';
import { oneOf } from '../usage-error.js';

/** What `backplane schema NAME` knows; a test holds it to the schemas that there are, which are loaded only when one is printed. */
export const names = ['answers', 'decision', 'plan'];

/** `backplane schema NAME`: a JSON Schema, for editors and for programs that read what we print. */
export const configureSchema: Configure = (command, { terminal, ruleBase }) => {
  command
    .addArgument(
      new Argument('<name>', 'of backplane.yaml, of what "advise --format json" prints, or of what "generate --format json" prints')
        .choices(names)
        .argParser(oneOf('schema', names)),
    )
    .addHelpText('after', `\n${aboutEditors}`)
    .action(async (name: string) => {
      const { jsonSchema } = await import('../../schemas/index.js');
      terminal.out(`${JSON.stringify(jsonSchema(name, ruleBase), null, 2)}\n`);
    });
};

const aboutEditors = `For an editor that completes backplane.yaml (with the YAML language server, as in VS Code):
  backplane schema answers > .backplane/answers.schema.json
and as the first line of backplane.yaml:
  # yaml-language-server: $schema=.backplane/answers.schema.json
A backplane.yaml that is saved while this file is beside it has the line already.`;
