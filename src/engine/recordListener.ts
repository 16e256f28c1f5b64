import { join } from 'node:path';
import { UserError } from '../base/index.ts';
import { blocksSchema, eventsSchema, metricsSchema } from '../record/index.ts';
import { flushQuietly } from './flushQuietly.ts';
import type { RunContext } from './runContext.ts';
import { saveCheckpoint, type Retention, type TrainRecord } from './train/index.ts';

/** Writes a training's records into its folder. A disk that takes no more does not end it. */
export function recordListener(
  { folder, writer, report }: Pick<RunContext, 'folder' | 'writer' | 'report'>,
  retention: Retention,
) {
  type Held = Extract<TrainRecord, { kind: 'checkpoint' }>['checkpoint'];
  // A training without events has an empty table: none at all means that nobody wrote any.
  writer.append(eventsSchema, []);
  /** The last checkpoint, while it is not on the disk, and why not. */
  let held: Held | null = null;
  let problem: string | null = null;

  /**
   * Saves the checkpoint that is held. Only behind the rows: who goes on from it must find everything up to it
   * in the tables. Throws a UserError, and holds it still.
   */
  const save = async (): Promise<void> => {
    if (held === null) return;
    writer.sync();
    await saveCheckpoint(join(folder, 'checkpoints'), held, retention);
    [held, problem] = [null, null];
  };

  const receive = async (record: TrainRecord): Promise<void> => {
    switch (record.kind) {
      case 'metrics':
        writer.append(metricsSchema, [record.row]);
        break;
      case 'event':
        writer.append(eventsSchema, [record.row]);
        break;
      case 'blocks':
        writer.append(blocksSchema, record.rows);
        break;
      case 'message':
        writer.log(`${record.text}\n`);
        break;
      case 'progress':
        report({ state: 'running', ...record.progress, problem });
        // Compiling blocks this thread: what waits is written before.
        if (record.progress.phase === 'compiling') flushQuietly(writer);
        break;
      case 'checkpoint':
        held = record.checkpoint;
        try {
          await save();
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          problem = error.message;
          writer.log(`${problem}\n`);
        }
        break;
    }
  };
  return { receive, save };
}
