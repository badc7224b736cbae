import { type Part, UserError } from '../../knowledge/types.js';
import type { Project, SourceFile } from '../../scan/project.js';
import type { FileChange, Step } from '../plan.js';
import { findBuilder, findStartup, type ServiceCode } from './find-builder.js';
import type { PlanInput, SelectedPart } from './plan-input.js';
import type { RecordDraft } from './update-record.js';
import type { UserFiles } from './user-files.js';

const program = 'Program.cs';
const startup = 'Startup.cs';

/**
 * Calls a generated method where the app is built: in the usual Program.cs by a line of its own. Anywhere else the step says which line to add.
 * Nothing where the code calls it already.
 * @param generated the files that are generated, among them the one with the method; where the user's own stays in its place, nothing is inserted.
 */
export function planCall(
  project: Project,
  files: UserFiles,
  record: RecordDraft,
  { part, title }: SelectedPart,
  call: NonNullable<Part['call']>,
  generated: readonly FileChange[],
): Step[] {
  const file = project.web ? codeFile(files, program) : undefined;
  const calls = callsOf(project, call.method);
  if (calls.length > 0) {
    if (file && calls.some(({ file: path }) => path === program)) files.edit(file, [], part.id, title);
    return [];
  }
  const builder = file && findBuilder(file.text);
  if (file && builder?.place && !isKeptWithout(call.method, generated)) {
    const { offset, indent } = builder.place;
    files.edit(file, [{ offset, remove: 0, insert: file.newline + indent + statement(builder, call.method) }], part.id, title);
    record.recordCall(part.id, call.method, program);
    return [];
  }
  record.recordCall(part.id, call.method);
  return [byHand(project, files, { part, title }, call, builder)];
}

const isKeptWithout = (method: string, generated: readonly FileChange[]): boolean =>
  generated.some(({ state, before, after }) => state === 'conflict' && after.includes(`${method}(`) && !before?.includes(`${method}(`));

/** Undefined also where a file cannot be written back exactly, such as a link or one in an old encoding: then the call is the user's to make. */
function codeFile(files: UserFiles, path: string): SourceFile | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Where the user's code calls a method. */
const callsOf = ({ calls }: Project, name: string): Project['calls'] => calls.filter(({ method }) => method === name);

const statement = ({ on, argument }: Pick<ServiceCode, 'on' | 'argument'>, method: string): string => `${on}.${method}(${argument});`;

function byHand(
  { web, rootNamespace }: Project,
  files: UserFiles,
  { part, title }: SelectedPart,
  { method, namespace }: NonNullable<Part['call']>,
  builder: ServiceCode | undefined,
): Step {
  const inStartup = [startup, program].flatMap((path) => {
    const file = web && !builder ? codeFile(files, path) : undefined;
    const found = file && findStartup(file.text);
    return found ? [{ file: path, text: statement(found, method), isDeclared: found.isDeclared }] : [];
  });
  const usual = { file: program, text: statement(builder ?? { on: 'builder', argument: '' }, method), isDeclared: true };
  const { isDeclared, ...lines } = inStartup[0] ?? usual;
  // In another project the global using of the generated file does not reach the call.
  const text = web ? lines.text : `using ${rootNamespace}.${namespace};\n\n${lines.text}`;
  const where = web
    ? 'where the services of the app are registered, before it is built'
    : 'in the project that runs, where its services are registered';
  const configuration = isDeclared
    ? ''
    : ' "configuration" stands for the IConfiguration of the app, which the constructor of the class can take.';
  return { code: part.id, text: `${title}: add this ${where}.${configuration}`, lines: { ...lines, text }, source: part.source.join(', ') };
}

/**
 * Takes out calls of what is generated no more: the line that an earlier run inserted and nobody changed; the step says where any other is.
 * @param kept files that would go, and stay because the user edited them: what is in them can still be called.
 */
export function planObsoleteCalls(input: PlanInput, files: UserFiles, record: RecordDraft, kept: readonly FileChange[]): Step[] {
  const { applicable, project } = input;
  if (!input.record || !applicable) return [];
  const isKept = (method: string): boolean => kept.some(({ before }) => before?.includes(`${method}(`));
  return input.record.calls
    .filter(({ part, method }) => !applicable.has(part) && !isKept(method))
    .flatMap(({ part, method, file: path }) => {
      const own = path === undefined ? undefined : ownLine(codeFile(files, path), method);
      if (own) files.edit(own.file, [{ offset: own.offset, remove: own.length, insert: '' }], part, `Call of ${method}, needed no more`);
      const left = callsOf(project, method).length - (own ? 1 : 0);
      if (left <= 0) record.forgetCall(method);
      return left > 0 ? [obsolete(method, callsOf(project, method))] : [];
    });
}

function obsolete(method: string, calls: Project['calls']): Step {
  const places = calls.map(({ file, line }) => `${file}:${line}`).join(', ');
  return {
    code: 'call-obsolete',
    text: `${places} calls ${method}, which an earlier run generated and which is needed no more. Take the call out; an app with hubs then calls builder.Services.AddSignalR() itself.`,
  };
}

/** The line that holds nothing but the call, with its line end; undefined where there is none, or more than one. */
function ownLine(file: SourceFile | undefined, method: string): { file: SourceFile; offset: number; length: number } | undefined {
  const found = [...(file?.text.matchAll(new RegExp(`\\r?\\n[ \\t]*[\\w@]+\\.${method}\\(\\);(?=\\r?\\n|$)`, 'g')) ?? [])];
  const [line] = found;
  return file && line && found.length === 1 ? { file, offset: line.index, length: line[0].length } : undefined;
}
