import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { findData, type DataChoice } from '../../runs/index.ts';
import type { NewRun } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { confirm } from '../say.ts';
import { readSettings } from '../settings.ts';

/**
 * The request of a run that continues another, with the data of that one found. Where they have changed,
 * it asks whether to go on with them; null: no. Throws a UserError where they are not found.
 */
export async function findDataOfRun(
  host: Host,
  store: string,
  request: NewRun,
): Promise<NewRun | null> {
  const { notebook } = request;
  const { dataFolder } = readSettings(notebook === null ? undefined : vscode.Uri.file(notebook));
  const choice: DataChoice = {
    usual: dataFolder ?? (process.env['RESIDUAL_LAB_DATA'] || null),
    onNote: text => host.log.info(text),
  };
  try {
    return await findData(request, store, choice);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'data.changed') throw error;
    const wanted = await confirm(
      'The data have changed since.',
      error.message,
      'Go on with them as they are',
    );
    return wanted ? findData(request, store, { ...choice, acceptChanges: true }) : null;
  }
}
