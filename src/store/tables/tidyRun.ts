import path from 'node:path';
import { removeLeftovers } from '../../system/index.ts';
import { cutTables } from './cutTables.ts';

/**
 * Ends what a dead process left unfinished: tables end after their last whole message, and temporary files go.
 * Throws a UserError where the folder cannot be written.
 */
export function tidyRun(folder: string): void {
  cutTables(folder);
  // Somebody else may be giving the run its ending right now.
  removeLeftovers(folder, name => !name.startsWith('.end.json.'));
  removeLeftovers(path.join(folder, 'checkpoints'), () => true);
}
