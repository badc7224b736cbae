import { lstatSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import type { Plan } from '../plan.js';
import { type Applied, applyPlan, recover } from './apply-plan.js';

/** Finishes or takes back what an interrupted run left in the folder of a new project; says whether there was something. */
export const finishInterrupted = (folder: string): boolean => isFolder(folder) && recover(folder) !== 'nothing';

/**
 * Checks that a folder may be filled: it is not there yet, or it is empty.
 * @param otherwise what else the user may want, as a clause for the message.
 * @throws UserError (3) where it may not.
 */
export function checkFolderIsFree(folder: string, otherwise?: string): void {
  if (!isThere(folder)) return;
  const name = basename(folder);
  if (!isFolder(folder)) throw new UserError(`${name} is there already, and is no folder. Nothing was written. Choose another name.`);
  if (readdirSync(folder).length > 0)
    throw new UserError(
      `The folder ${name} is there already and is not empty. Nothing was written. Choose another name${otherwise ? `; or, ${otherwise}` : '.'}`,
    );
}

/**
 * Writes a plan into a folder of its own, which is made where it is not there: all of it, or nothing.
 * @throws UserError (3) where the folder cannot be made, and as applyPlan does.
 */
export function writeNewFolder(plan: Plan): Applied {
  const isNew = !isThere(plan.folder);
  if (isNew) make(plan.folder);
  try {
    return applyPlan(plan);
  } catch (error) {
    if (isNew && readdirSync(plan.folder).length === 0) rmdirSync(plan.folder);
    throw error;
  }
}

function make(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The folder ${basename(folder)} cannot be made in ${dirname(folder)} (${code}). Nothing was written. Run it in a folder that you may write to.`,
    );
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** A link that leads nowhere is there, too. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
