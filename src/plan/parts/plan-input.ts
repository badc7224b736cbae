import type { Part } from '../../knowledge/types.js';
import type { Project, SourceFile } from '../../scan/project.js';
import type { GenerationRecord } from '../record.js';

/** A part of the decision that the user wants in the project. */
export interface SelectedPart {
  part: Part;
  title: string;
  /** The part's step with the user's values in place of its placeholders. */
  step?: string;
}

export interface PlanInput {
  project: Project;
  parts: readonly SelectedPart[];
  /** By name; `file.template` of a part names one. */
  templates: Record<string, string>;
  /** What templates may use, beside `project`. */
  values: Record<string, unknown>;
  record: GenerationRecord | undefined;
  /** A file as it is now, by its path relative to the project folder. */
  readCurrent(path: string): SourceFile | undefined;
  /** Whether a folder is there already, so that `undo` leaves it; without it every folder counts as new. */
  folderExists?(path: string): boolean;
  /** For the record. */
  versions: { tool: string; ruleBase: string };
  /** Paths of conflicts that the user agreed to lose. */
  overwrite?: ReadonlySet<string>;
  /**
   * The ids of all parts that the decision offers, whether selected or not. What an earlier run wrote for any other part is needed no more: such
   * files are deleted, or kept as a conflict where the user edited them. Without it nothing is obsolete.
   */
  applicable?: ReadonlySet<string>;
}
