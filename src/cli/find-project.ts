import type { RuleBase } from '../knowledge/types.js';
import { noProject, SeveralProjects } from '../scan/choose-project.js';
import type { Scan } from '../scan/project.js';
import { scanProject } from '../scan/scan-project.js';
import { knownCode } from '../site/known-code.js';
import { chooseOne } from './prompt/open-prompter.js';
import type { Terminal } from './terminal.js';

/** Where to look, and what may be done where it is open which project is meant. */
export interface ProjectWish {
  /** Absolute folder, or a project file. */
  root: string;
  /** The value of --project. */
  project?: string;
  /** Whether somebody can be asked. */
  ask: boolean;
  /** Whether the command makes sense without a project. */
  canDoWithout: boolean;
  color?: boolean;
}

export interface FoundProject {
  scan: Scan | undefined;
  /** The value of --project that leads to the same project: as given, or as chosen on the terminal. */
  project?: string;
}

/**
 * Reads the project that is meant, and asks which one that is where a folder holds several.
 * @throws UserError as scanProject does; where nobody can be asked, also for several projects (2).
 */
export async function findProject(terminal: Terminal, ruleBase: RuleBase, wish: ProjectWish): Promise<FoundProject> {
  const known = knownCode(ruleBase);
  const scanOf = (project: string | undefined): Promise<Scan | undefined> =>
    scanProject({ folder: wish.root, known, seenFrom: terminal.workingFolder, ...(project === undefined ? {} : { project }) });
  const found = async (project: string | undefined): Promise<FoundProject> => ({
    scan: await scanOf(project),
    ...(project === undefined ? {} : { project }),
  });
  try {
    return await found(wish.project);
  } catch (error) {
    if (!(error instanceof SeveralProjects) || !wish.ask) throw error;
    const options = error.candidates.map(({ path, option }) => ({ value: option, name: path }));
    const none = { value: noProject, name: 'None of these: decide without a project' };
    return found(
      await chooseOne(
        terminal,
        { message: 'Which project is meant?', options: wish.canDoWithout ? [...options, none] : options },
        { ...(wish.color === undefined ? {} : { color: wish.color }) },
      ),
    );
  }
}
