import { join } from 'node:path';
import { UserError } from '../base/index.ts';
import { planNetwork } from '../network/index.ts';
import type { RunRequest } from '../record/index.ts';
import type { NewEnding } from '../store/index.ts';
import type { EvaluationSource } from './data/index.ts';
import { readData } from './readData.ts';
import { checkFit, dataPlaces, parentOf, trainingRequest } from './runRequest.ts';
import type { RunContext } from './runContext.ts';
import { studyRequest, type AskedStudy } from './studyRequest.ts';
import { noExamples, openStudyExamples } from './studies/index.ts';
import { loadCheckpoint, type Checkpoint, type HostState } from './train/index.ts';

/** The trained network that is studied, and the run that trained it. */
interface Subject {
  readonly checkpoint: Checkpoint;
  readonly trained: NonNullable<ReturnType<typeof parentOf>>;
  /** Examples per batch. */
  readonly batch: number;
}

/** Studies the trained network that run.json names as parent; returns the ending to be written. */
export async function runStudyRequest(context: RunContext): Promise<NewEnding> {
  const { folder, request, writer, report, runtime, stopRequested, signal } = context;
  const asked = studyRequest(request);
  const trained = parentOf(folder, request);
  if (trained === null) {
    throw new UserError(
      'run.unreadable',
      `run.json of ${request.id} asks for '${request.kind}' of no run. Run the cell again.`,
    );
  }
  const { recipe } = trainingRequest(trained.request);
  const checkpoint = await loadCheckpoint(join(trained.folder, 'checkpoints'), trained.step);
  const batch = Math.max(recipe.batch, 100);
  const examples = await openExamples(context, asked, { checkpoint, trained, batch });
  const began = performance.now();
  try {
    const events = asked.computation.run(
      {
        plan: planNetwork(checkpoint.network),
        weights: floats(checkpoint.state),
        examples,
        batch,
        ops: runtime.ops,
        createProgram: runtime.createProgram,
        signal,
      },
      asked.value,
    );
    let last = 0;
    for await (const event of events) {
      if (event.kind === 'rows') {
        writer.append(asked.results, event.rows);
        continue;
      }
      const { phase, done, total } = event;
      const secondsElapsed = (performance.now() - began) / 1000;
      last = done;
      report({
        state: 'running',
        phase,
        step: done,
        steps: total,
        epoch: 0,
        epochs: 0,
        secondsElapsed,
        secondsLeft: done > 0 ? (secondsElapsed / done) * (total - done) : null,
        metrics: {},
      });
      // Looking is what aborts the signal that the study sees.
      stopRequested();
    }
    return signal.aborted ? { ending: 'stopped', step: last } : { ending: 'finished' };
  } finally {
    await examples.close();
  }
}

async function openExamples(
  { folder, request, writer }: RunContext,
  asked: AskedStudy,
  { checkpoint: { network }, trained, batch }: Subject,
): Promise<EvaluationSource> {
  if (asked.examples === null) return noExamples;
  const { recipe } = trainingRequest(trained.request);
  const places = dataPlaces(parentData(request, trained.request));
  const run = { folder, request, writer, parent: trained };
  const read = await readData(run, recipe.data, places, network.input);
  checkFit(network, read);
  return openStudyExamples(read.dataset, {
    data: recipe.data,
    seed: trained.request.variant.seed,
    split: asked.examples.split,
    examples: asked.examples.count,
    batch,
  });
}

/** Parameters and running statistics; whatever else a state may hold is no weight. */
function floats(state: HostState) {
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, { shape, values }]) =>
      values instanceof Float32Array ? [[name, { shape, values }] as const] : [],
    ),
  );
}

/** The studied run's data set, looked for where this run was told to look. */
function parentData(request: RunRequest, parent: RunRequest): RunRequest {
  const { folder, place } = request.data;
  return { ...parent, data: { folder: folder ?? parent.data.folder, place } };
}
