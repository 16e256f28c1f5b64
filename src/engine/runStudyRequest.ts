import { join } from 'node:path';
import { defined, UserError, type TableSchema } from '../base/index.ts';
import { kinds } from '../language/index.ts';
import { planNetwork } from '../network/index.ts';
import type { RunRequest } from '../record/index.ts';
import type { NewEnding } from '../store/index.ts';
import { readData } from './readData.ts';
import { checkFit, dataPlaces, parentOf, trainingRequest } from './runRequest.ts';
import type { RunContext } from './runContext.ts';
import { computations } from '../studies/compute.index.ts';
import { openStudyExamples, type StudyComputation } from './studies/index.ts';
import { loadCheckpoint, type HostState } from './train/index.ts';

/** What every study of examples has in its value. */
interface StudiedValue {
  readonly split: 'test' | 'validation' | 'train';
  readonly examples: number | null;
}

/** Studies the trained network that run.json names as parent; returns the ending to be written. */
export async function runStudyRequest(context: RunContext): Promise<NewEnding> {
  const { folder, request, writer, report, runtime, stopRequested, signal } = context;
  const parent = parentOf(folder, request);
  const computation = computationOf(request);
  if (parent === null) {
    throw new UserError(
      'run.unreadable',
      `run.json of ${request.id} asks for '${request.kind}' of no run. Run the cell again.`,
    );
  }
  const { recipe } = trainingRequest(parent.request);
  const checkpoint = await loadCheckpoint(join(parent.folder, 'checkpoints'), parent.step);
  const places = dataPlaces(parentData(request, parent.request));
  const read = await readData(
    { folder, request, writer, parent },
    recipe.data,
    places,
    checkpoint.network.input,
  );
  checkFit(checkpoint.network, read);
  const { dataset } = read;
  const value = request.value as StudiedValue;
  const batch = Math.max(recipe.batch, 100);
  const examples = openStudyExamples(dataset, {
    data: recipe.data,
    seed: parent.request.variant.seed,
    split: value.split,
    examples: value.examples,
    batch,
  });
  const table = resultsSchema(request.kind);
  const began = performance.now();
  try {
    const events = computation.run(
      {
        plan: planNetwork(checkpoint.network),
        weights: floats(checkpoint.state),
        examples,
        batch,
        ops: runtime.ops,
        createProgram: runtime.createProgram,
        signal,
      },
      value as never,
    );
    let last = 0;
    for await (const event of events) {
      if (event.kind === 'rows') {
        writer.append(table, event.rows);
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

/** Parameters and running statistics; whatever else a state may hold is no weight. */
function floats(state: HostState) {
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, { shape, values }]) =>
      values instanceof Float32Array ? [[name, { shape, values }] as const] : [],
    ),
  );
}

/** results.arrows as the kind's descriptor declares it. */
function resultsSchema(kind: string): TableSchema {
  return { table: 'results', columns: defined(kinds.get(kind)?.columns, `columns of ${kind}`) };
}

/** How the study is computed that a run asks for. */
function computationOf({ id, kind }: RunRequest): StudyComputation<never> {
  const computation = computations.get(kind);
  if (computation !== undefined) return computation;
  throw kinds.has(kind)
    ? new UserError('engine.lacks', `The engine cannot compute the study \`${kind}\` yet.`)
    : new UserError(
        'run.unreadable',
        `run.json of ${id} asks for \`${kind}\`, which this version does not know; a newer one may.`,
      );
}

/** The studied run's data set, looked for where this run was told to look. */
function parentData(request: RunRequest, parent: RunRequest): RunRequest {
  const { folder, place } = request.data;
  return { ...parent, data: { folder: folder ?? parent.data.folder, place } };
}
