import { dirname, join } from 'node:path';
import { UserError } from '../base/index.ts';
import {
  formatShape,
  readNetwork,
  readRecipe,
  sameShape,
  whyNotTrainable,
  type NetworkValue,
  type TrainValue,
} from '../language/index.ts';
import { leadingParent, type RunRequest } from '../record/index.ts';
import { readRun } from '../store/index.ts';
import type { DataPlaces } from '../dataset/index.ts';
import type { ReadData } from './readData.ts';

/** The recipe and the network of a training run. UserError if run.json lacks them. */
export function trainingRequest(request: RunRequest): {
  readonly recipe: TrainValue;
  readonly network: NetworkValue;
} {
  const recipe = readRecipe(request.value);
  const network = readNetwork(request.network?.value);
  if (request.kind !== 'train' || !recipe || !network) {
    throw new UserError(
      'run.unreadable',
      `run.json of ${request.id} does not describe a training: 'value' must be a checked train ` +
        "cell and 'network' a checked network cell. Run the cell again.",
    );
  }
  const why = whyNotTrainable(network);
  if (why !== null) throw new UserError('engine.lacks', why);
  return { recipe, network };
}

/** Folder and request of the run that this one continues or studies. */
export function parentOf(folder: string, request: RunRequest) {
  const leading = leadingParent(request);
  if (leading === null) return null;
  const { run, step } = leading;
  const parent = join(dirname(folder), run);
  return { folder: parent, request: readRun(parent).request, step };
}

/** Where the data of a run are looked for: `--data`, and the folder of its notebook for paths. */
export function dataPlaces({ data, notebook }: RunRequest): DataPlaces {
  return {
    place: data.place,
    folder: data.folder,
    base: notebook === null ? null : dirname(notebook),
  };
}

/** Throws a UserError unless the network takes these images and has these classes. */
export function checkFit(
  { input, classes }: NetworkValue,
  { dataset, description }: ReadData,
): void {
  if (!sameShape(input, dataset.shape)) {
    throw new UserError(
      'data.shape',
      `The network takes images of ${formatShape(input)}, those of ${dataset.name} are ` +
        `${formatShape(dataset.shape)}. Change 'input' of the network.`,
    );
  }
  if (classes !== dataset.classes.length) {
    throw new UserError(
      'data.classes',
      `The network tells ${classes} classes apart, ${dataset.name} has ` +
        `${dataset.classes.length}. Change 'classes' of the network.` +
        description.map(line => `\n${line}`).join(''),
    );
  }
}
