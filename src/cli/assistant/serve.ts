import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { UserError } from '../../knowledge/types.js';
import type { Desk } from './asked.js';
import { listed, readResource, templates } from './resources.js';
import { InvalidInput, type Tool } from './tool.js';
import { tools } from './tools.js';

const instructions =
  'Decides which SignalR backplane a load-balanced .NET or Umbraco site needs. Give "folder" wherever the project is at hand. Call "questions" first and ask the user what it lists; then "advise". Never fill in an answer that neither the user nor the project gave. Nothing is ever written: "plan" is a preview.';

/** Serves an assistant until it closes our standard input. */
export async function serve(desk: Desk): Promise<void> {
  // The SDK's simpler McpServer publishes outputs as closed to further keys, and ours may gain some.
  const server = new Server({ name: 'backplane', version: __VERSION__ }, { capabilities: { tools: {}, resources: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(published) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params: { name, arguments: input } }) => answer(name, input, desk));
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: listed }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: templates }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
    const text = readResource(uri, desk);
    if (text === undefined)
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no resource "${uri}". Expected ${[...listed.map((one) => one.uri), ...templates.map((one) => one.uriTemplate)].join(', ')}.`,
      );
    return { contents: [{ uri, mimeType: 'application/json', text }] };
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  // The transport does not notice that the assistant is gone.
  process.stdin.once('end', () => void server.close());
  await server.connect(new StdioServerTransport());
  await closed;
}

function published({ name, title, description, input, output }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: objectSchema(input),
    ...(output ? { outputSchema: objectSchema(output) } : {}),
    annotations: { title, readOnlyHint: true, openWorldHint: false },
  };
}

const objectSchema = (schema: z.ZodType) => ({ ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), type: 'object' as const });

/** What is wrong with what was asked is for the assistant to read and mend; everything else is a defect of ours. */
async function answer(name: string, input: unknown, desk: Desk) {
  const asked = tools.find((one) => one.name === name);
  if (!asked)
    throw new McpError(ErrorCode.InvalidParams, `There is no tool "${name}". Expected ${tools.map((one) => one.name).join(', ')}.`);
  try {
    const { text, data } = await asked.call(input, desk);
    return { content: [{ type: 'text' as const, text }], ...(data ? { structuredContent: data } : {}) };
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof InvalidInput)) throw error;
    return { content: [{ type: 'text' as const, text: error.message }], isError: true };
  }
}

declare const __VERSION__: string;
