// An editor with the YAML language server, on a backplane.yaml as the program writes it.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';
import { answersSchemaPath, writeAnswersFile } from '../../src/questions/answers-file.js';
import { backplane } from './fake-terminal.js';
import { emptyFolder } from './program-run.js';

interface Diagnostic {
  message: string;
  range: { start: { line: number } };
}

it('completes questions and choices with their help, and marks a wrong one', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, '.backplane'));
  writeFileSync(join(folder, answersSchemaPath), (await backplane(['schema', 'answers'])).out);
  const head = writeAnswersFile([{ id: 'servers', value: 2, provenance: 'flag' }], answersSchemaPath);
  const text = `${head}sticky-sessions: maybe\nload-balancer: \nwebso`;
  const lines = text.split('\n');
  const file = join(folder, 'backplane.yaml');
  writeFileSync(file, text);

  const server = spawn(process.execPath, [
    createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server'),
    '--stdio',
  ]);
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  try {
    const uri = pathToFileURL(file).href;
    const diagnostics = new Promise<Diagnostic[]>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', (found: { uri: string; diagnostics: Diagnostic[] }) => {
        if (found.uri === uri && found.diagnostics.length > 0) resolve(found.diagnostics);
      });
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('custom/schema/request', () => null);
    connection.listen();
    const rootUri = pathToFileURL(folder).href;
    const workspaceFolders = [{ uri: rootUri, name: 'site' }];
    const documentation = { completionItem: { documentationFormat: ['markdown', 'plaintext'] } };
    const capabilities = { textDocument: { completion: documentation }, workspace: { configuration: true, workspaceFolders: true } };
    await connection.sendRequest('initialize', { processId: process.pid, rootUri, workspaceFolders, capabilities });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } } },
    });
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });

    const wrong = (await diagnostics).find(({ range }) => lines[range.start.line]?.startsWith('sticky-sessions'));
    expect(wrong?.message).toMatch(/yes.*no/s);

    const completedAt = async (start: string) => {
      const line = lines.findIndex((one) => one.startsWith(start));
      const position = { line, character: lines[line]?.length ?? 0 };
      const answer = await connection.sendRequest<{ items: { label: string; documentation?: unknown }[] }>('textDocument/completion', {
        textDocument: { uri },
        position,
      });
      return answer.items;
    };
    const choices = await completedAt('load-balancer:');
    expect(choices.map(({ label }) => label)).toEqual(expect.arrayContaining(['nginx', 'azure-application-gateway', 'unknown']));
    const keys = await completedAt('webso');
    expect(JSON.stringify(keys.find(({ label }) => label === 'websockets'))).toContain('through every proxy');
  } finally {
    connection.dispose();
    server.kill();
  }
}, 60_000);
