import type { Choice } from '../../figures/index.ts';
import type { RecordedBlocks, ShownRun, StudyResults, TrainingRun } from '../contract/present.ts';
import type { Value } from './describe.ts';
import { measuredView, type NormsView, recordedView } from './present.view.ts';

export type Source = 'measured' | 'recorded';

/** A run of the source that is shown. */
export interface Found {
  readonly run: ShownRun;
  /** Null: it has nothing to show, for this reason (null: not yet known). */
  readonly view: NormsView | null;
  readonly reason: string | null;
  /** Where the records are the training's own. */
  readonly records: { readonly training: TrainingRun; readonly blocks: RecordedBlocks } | null;
}

/** Id of the choice of all runs together. */
export const together = 'all';

/**
 * What was measured by the study, as soon as it has rows, unless the reader chose the records of the training; and these
 * where the study has not begun.
 */
export function sourceOf({ runs, trainings, view }: StudyResults<Value>): Source {
  const chosen = view.choices['source'];
  if (trainings.length === 0) return 'measured';
  if (runs.length === 0 || chosen === 'recorded') return 'recorded';
  if (chosen === 'measured') return 'measured';
  return runs.some(({ results }) => results !== null && results.rows > 0) ? 'measured' : 'recorded';
}

export function foundRuns(
  { runs, trainings, frame }: StudyResults<Value>,
  source: Source,
): Found[] {
  if (source === 'measured')
    return runs.map(run => ({
      run,
      view: run.results === null ? null : measuredView(run, run.results),
      reason: run.reason,
      records: null,
    }));
  return trainings.map(training => {
    const blocks = training.blocks(frame);
    if ('reason' in blocks)
      return { run: training, view: null, reason: blocks.reason, records: null };
    return {
      run: training,
      view: recordedView(blocks, training),
      reason: null,
      records: { training, blocks },
    };
  });
}

/** Which source, and of several runs which one is in front; `isAlike`: their mean can be shown. */
export function choicesOf(
  { runs, trainings, value }: StudyResults<Value>,
  source: Source,
  found: readonly Found[],
  front: string,
  isAlike: boolean,
): Choice[] {
  const choices: Choice[] = [];
  if (runs.length > 0 && trainings.length > 0)
    choices.push({
      id: 'source',
      label: 'which norms',
      options: [
        { id: 'measured', label: 'measured by this study', tip: measuredTip(value) },
        { id: 'recorded', label: 'recorded while training', tip: recordedTip },
      ],
      chosen: source,
    });
  if (found.length > 1)
    choices.push({
      id: 'front',
      label: 'run in front',
      options: [
        ...(isAlike ? [{ id: together, label: `mean of ${found.length} runs` }] : []),
        ...found.map(({ run }) => ({ id: run.id, label: run.label })),
      ],
      chosen: front,
    });
  return choices;
}

const recordedTip =
  'Of the training step itself: on its own batch, with the statistics of that batch and without what training drops, before the weights change.';

function measuredTip(value: Value | null): string {
  const statistics =
    value?.statistics === 'training' ? 'the statistics of each batch' : 'the running statistics';
  const images = value === null ? 'images' : `${value.split} images`;
  return `Of the trained network: on ${images}, none augmented, with ${statistics} of batch norm and nothing dropped.`;
}
