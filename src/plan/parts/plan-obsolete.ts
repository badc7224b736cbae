import type { SourceFile } from '../../scan/project.js';
import { lineOfSetting } from '../edit/edit-settings.js';
import { sameLines } from '../edit/newline.js';
import type { FileChange, Step } from '../plan.js';
import type { RecordedFile } from '../record.js';
import type { PlanInput } from './plan-input.js';
import type { RecordDraft } from './update-record.js';

/** What earlier runs wrote for parts that the decision does not offer any more: files to delete, and steps for what is in the user's files. */
export function planObsolete(
  input: PlanInput,
  planned: readonly FileChange[],
  draft: RecordDraft,
): { changes: FileChange[]; steps: Step[] } {
  const { record, applicable } = input;
  if (!record || !applicable) return { changes: [], steps: [] };
  const isObsolete = (part: string): boolean => !applicable.has(part);
  const changes = record.files
    .filter(({ path, parts }) => parts.every(isObsolete) && !planned.some((change) => change.path === path))
    .flatMap((file) => {
      const current = input.readCurrent(file.path);
      const change = current && deletion(file, current, input.overwrite?.has(file.path) ?? false);
      if (change?.state !== 'conflict') draft.forgetFile(file.path);
      return change ? [change] : [];
    });
  return { changes, steps: [...obsoleteSettings(input, isObsolete, changes, draft), ...obsoletePackages(input, isObsolete, draft)] };
}

function deletion({ path, parts, text }: RecordedFile, current: SourceFile, overwrite: boolean): FileChange {
  const { text: before, encoding, byteOrderMark } = current;
  const change = { path, title: 'Needed no more', parts, before, after: '', encoding, byteOrderMark, ours: [text] };
  if (sameLines(before, text)) return { ...change, state: 'delete', generated: true };
  return overwrite ? { ...change, state: 'delete' } : { ...change, state: 'conflict', conflict: 'edited' };
}

function obsoleteSettings(
  { record, readCurrent }: PlanInput,
  isObsolete: (part: string) => boolean,
  deleted: readonly FileChange[],
  draft: RecordDraft,
): Step[] {
  return (record?.settings ?? [])
    .filter(({ part }) => isObsolete(part))
    .flatMap(({ file: path, key, value }) => {
      const file = readCurrent(path);
      const line = file && !deleted.some((change) => change.path === path) && lineOfSetting(file, key, value);
      if (line)
        return [
          {
            code: 'setting-obsolete',
            text: `${path}:${line} sets ${key}, which an earlier run wrote and which nothing needs any more. Remove it.`,
          },
        ];
      draft.forgetSetting(path, key);
      return [];
    });
}

function obsoletePackages({ record, project, parts }: PlanInput, isObsolete: (part: string) => boolean, draft: RecordDraft): Step[] {
  return (record?.packages ?? [])
    .filter(({ part }) => isObsolete(part))
    .flatMap(({ id }) => {
      const reference = project.packages.find((one) => one.id.toLowerCase() === id.toLowerCase());
      const isWanted = parts.some(({ part }) => part.package?.id.toLowerCase() === id.toLowerCase());
      if (reference && !isWanted)
        return [
          {
            code: 'package-obsolete',
            text: `${reference.file}:${reference.line} references ${id}, which an earlier run added for something that is needed no more. Remove it, unless your own code uses it.`,
          },
        ];
      draft.forgetPackage(id);
      return [];
    });
}
