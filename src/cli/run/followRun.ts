import { describeRun, endingReason, loadedEngine, type RunEnding } from '../../record/index.ts';
import { settleRun } from '../../store/tables/index.ts';
import { watchRun, type Run } from '../../store/index.ts';
import type { Display, EndedRun, Evaluation, RunLabel } from './events.ts';
import { metricsReader, rowsReader, type NewMetrics } from './rowReader.ts';

/**
 * Shows a run until it has ended. Nothing is asked of its process; its folder is read.
 *
 * @param exited Of a process that this one started: resolves once it is gone and the run has an ending.
 */
export async function followRun(
  label: RunLabel,
  display: Display,
  exited?: Promise<Run>,
): Promise<EndedRun> {
  const readMetrics = metricsReader(label.run);
  const readEvents = rowsReader(label.run, 'events');
  const readResults = rowsReader(label.run, 'results');
  let engineShown = false;
  let problem: string | null = null;
  let test: Evaluation | null = null;
  let training: NonNullable<NewMetrics['training']> = {
    loss: null,
    accuracy: null,
    imagesPerSecond: null,
  };

  const showProcess = (run: Run) => {
    const loaded = loadedEngine(run.process);
    if (engineShown || loaded === null) return;
    engineShown = true;
    const { engine, engineVersion, device, reason } = loaded;
    display.event(label, { event: 'engine', engine, version: engineVersion, device, reason });
  };
  const showTables = () => {
    const metrics = readMetrics();
    training = metrics.training ?? training;
    for (const evaluation of metrics.evaluations) {
      if (evaluation.split === 'test') test = evaluation;
      display.event(label, { event: 'evaluation', ...evaluation });
    }
    for (const row of readEvents()) display.event(label, { event: 'happening', row });
    for (const row of readResults()) display.event(label, { event: 'result', row });
  };
  const showStatus = ({ status }: Run) => {
    if (status === null) return;
    const now = status.problem ?? null;
    if (now !== problem) display.event(label, { event: 'problem', message: now });
    problem = now;
    const { phase, step, steps, epoch, epochs, secondsLeft } = status;
    const progress = { phase, step, steps, epoch, epochs, ...training, secondsLeft };
    display.event(label, { event: 'progress', ...progress });
  };

  const run = await untilEnded(label.run, exited, run => {
    showProcess(run);
    showTables();
    if (run.ending === null) showStatus(run);
  });
  return { ...label, ...outcomeOf(run), test };
}

/** Resolves with the run once it has an ending, after `onChange` has seen that. */
function untilEnded(
  folder: string,
  exited: Promise<Run> | undefined,
  onChange: (run: Run) => void,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      watch.close();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    let isLeft = exited === undefined;
    const look = (run: Run) => {
      try {
        // Whoever started the process knows best how it went, and writes that.
        const settled = run.life === 'dead' && isLeft ? settleRun(folder) : run;
        onChange(settled);
        if (settled.ending === null) return;
        watch.close();
        resolve(settled);
      } catch (error) {
        fail(error);
      }
    };
    const watch = watchRun(folder, { onProblem: fail }, look);
    exited?.then(run => {
      isLeft = true;
      look(run);
    }, fail);
  });
}

/** How a run ended, in the form that displays take. */
export function outcomeOf(run: Run): Pick<EndedRun, 'ending' | 'message' | 'step'> {
  const { ending, status } = run;
  const step = status?.step ?? null;
  if (ending === null) return { ending: 'crashed', message: describeRun(run), step };
  return {
    ending: ending.ending,
    message: endingReason(ending) || null,
    step: stepOf(ending) ?? step,
  };
}

function stepOf(ending: RunEnding): number | null {
  return 'step' in ending ? ending.step : null;
}
