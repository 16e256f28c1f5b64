import { dirname, join } from 'node:path';
import { UserError } from '../base/index.ts';
import { grownNetwork, planNetwork } from '../network/index.ts';
import type { NetworkValue, TrainValue } from '../language/index.ts';
import type { RunRequest } from '../record/index.ts';
import type { NewEnding } from '../store/index.ts';
import { patiently } from '../store/tables/index.ts';
import type { RunContext } from './runContext.ts';
import { recordListener } from './recordListener.ts';
import { askedAnew } from './stopRequests.ts';
import { evaluationBatches, splitDataset, trainingBatches } from './data/index.ts';
import { readData } from './readData.ts';
import { checkFit, dataPlaces, parentOf, trainingRequest } from './runRequest.ts';
import {
  findWeights,
  initialWeights,
  loadCheckpoint,
  loadWeights,
  planDigest,
  train,
  weightsOfRun,
  type Start,
  type TrainingData,
} from './train/index.ts';

/** Trains as run.json asks and records it; returns the ending that is to be written. */
export async function runTraining(context: RunContext): Promise<NewEnding> {
  const { request, writer, runtime, stopRequested } = context;
  const { recipe, network } = trainingRequest(request);
  const start = await findStart(context, recipe, network);
  const { data, close } = await openData(context, recipe, network);
  const listener = recordListener(context, recipe.checkpoints);
  try {
    const records = train({
      network,
      recipe,
      seed: request.variant.seed,
      data,
      runtime,
      start,
      stopRequested,
    });
    for (;;) {
      const next = await records.next();
      if (!next.done) {
        await listener.receive(next.value);
        continue;
      }
      const ending = next.value;
      writer.log(`${data.training.waitedMs.toFixed(0)} ms waited for training data in all\n`);
      // A failure to save in between is made good by the next checkpoint; at the end there is none.
      if (ending.ending !== 'failed') {
        await patiently(() => listener.save(), { giveUp: askedAnew(stopRequested) });
      }
      return ending.ending === 'finished' ? { ending: 'finished' } : ending;
    }
  } finally {
    await close();
  }
}

async function findStart(
  { folder, request, writer }: RunContext,
  recipe: TrainValue,
  network: NetworkValue,
): Promise<Start> {
  const parent = parentOf(folder, request);
  if (parent) {
    const checkpoint = await loadCheckpoint(join(parent.folder, 'checkpoints'), parent.step);
    const grown = grownNetwork(network, checkpoint.counters.growths);
    if (
      checkpoint.plan !== planDigest(planNetwork(grown)) ||
      checkpoint.seed !== request.variant.seed
    ) {
      throw new UserError(
        'resume.mismatch',
        `The checkpoint of ${parent.request.id} belongs to another network or seed than this run. ` +
          "Resume with what it was trained with, or start from its weights with 'from'.",
      );
    }
    writer.log(`going on from step ${checkpoint.counters.step} of ${parent.request.id}\n`);
    return { kind: 'resume', checkpoint, run: parent.request.id };
  }
  if (recipe.from === null) return { kind: 'new', weights: null };
  const plan = planNetwork(network);
  const runs = dirname(folder);
  const source = request.parents.find(({ role }) => role === 'weights');
  const path =
    source === undefined
      ? await findWeights(recipe.from, { runs, base: dataPlaces(request).base ?? '.' })
      : weightsOfRun(source, runs);
  const { weights, statistics, padding } = await loadWeights(
    path,
    plan,
    initialWeights(plan, request.variant.seed),
  );
  const note = statistics === 'read' ? '' : ', which has no running statistics: they start anew';
  writer.log(`starting from the weights of ${path}${note}\n`);
  if (padding !== null && planDigest(planNetwork({ ...network, padding })) !== planDigest(plan))
    writer.log(
      `warning: these weights were trained with \`padding: ${padding}\` and this network has ` +
        `\`padding: ${network.padding}\`: where a convolution has a stride its windows lie otherwise, ` +
        'so that the first losses are worse than where that training ended\n',
    );
  return { kind: 'new', weights };
}

async function openData(
  { folder, request, writer }: RunContext,
  recipe: TrainValue,
  network: NetworkValue,
): Promise<{ data: TrainingData; close: () => Promise<void> }> {
  const before = parentOf(folder, request);
  const parent = before && hasSameData(before.request, recipe) ? before : null;
  const read = await readData(
    { folder, request, writer, parent },
    recipe.data,
    dataPlaces(request),
    network.input,
  );
  checkFit(network, read);
  const { dataset } = read;
  const views = splitDataset(dataset, { ...recipe.data, seed: request.variant.seed });
  const common = { shape: dataset.shape, standardize: recipe.data.standardize };
  const { augment } = recipe.data;
  const training = trainingBatches(views.train, {
    ...common,
    batch: recipe.batch,
    augment,
    seed: request.variant.seed,
  });
  // A pass without gradients needs little memory, so small training batches are not imitated.
  const evaluationBatch = Math.max(recipe.batch, 100);
  const evaluation = { ...common, batch: evaluationBatch };
  const evaluations = [
    ...(views.validation ? [{ split: 'validation' as const, view: views.validation }] : []),
    { split: 'test' as const, view: views.test },
  ].map(({ split, view }) => ({ split, source: evaluationBatches(view, evaluation) }));
  const counts = Object.entries(views).map(([name, v]) => `${name} ${v?.indices.length ?? 0}`);
  writer.log(`data ${dataset.name}: ${counts.join(', ')} examples\n`);
  return {
    data: { training, evaluations, evaluationBatch },
    close: async () => {
      await Promise.all([training.close(), ...evaluations.map(e => e.source.close())]);
    },
  };
}

/** A fork may be asked for with other data than its parent had. */
function hasSameData({ value }: RunRequest, { data }: TrainValue): boolean {
  const before = (value as Partial<TrainValue> | null)?.data;
  return before?.set === data.set && before.format === data.format;
}
