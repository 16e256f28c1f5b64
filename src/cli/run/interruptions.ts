import { UserError } from '../../base/index.ts';
import { stopRun, type StartedRun } from '../../runs/index.ts';
import type { Io } from '../io.ts';
import type { Display } from './events.ts';

/**
 * What Ctrl-C does: once, the run is asked to stop; twice, it is killed. Nothing starts afterwards.
 * The other signals to stop ask only, however many come: a cluster or a closing terminal sends several.
 */
export interface Interruptions {
  readonly count: number;
  /** The run that they mean from now on. */
  attach(run: Pick<StartedRun, 'folder' | 'pid'>): void;
  close(): void;
}

export function interruptions(io: Io, display: Display): Interruptions {
  let count = 0;
  let current: Pick<StartedRun, 'folder' | 'pid'> | undefined;
  const act = () => {
    if (current === undefined || count === 0) return;
    const { folder, pid } = current;
    const acting = count === 1 ? stopRun(folder) : kill(folder, pid);
    acting.catch((error: unknown) => {
      display.note(error instanceof Error ? error.message : String(error));
    });
  };
  let pressed = false;
  const off = io.onInterrupt(signal => {
    const again = pressed && signal === 'SIGINT';
    pressed ||= signal === 'SIGINT';
    if (again ? count === 2 : count > 0) return;
    count = again ? 2 : 1;
    display.note(
      again
        ? 'Killing the run.'
        : `Stopping after this step (${signal}): a training keeps a checkpoint, a study its rows; nothing else is started. Ctrl-C ${pressed ? 'again' : 'twice'} kills the run at once.`,
    );
    act();
  });
  return {
    get count() {
      return count;
    },
    attach(run) {
      current = run;
      act();
    },
    close: off,
  };
}

async function kill(folder: string, pid: number): Promise<void> {
  try {
    await stopRun(folder, { kill: true, patienceMs: 500 });
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'run.notStarted') throw error;
    // Our own child, which has not yet written who it is.
    process.kill(pid, 'SIGKILL');
  }
}
