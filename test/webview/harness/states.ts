import type {
  CellState,
  NotebookCell,
  NotebookSettings,
  RunState,
  RunView,
} from '../../../src/protocol/index.ts';
import type { DataSource, ResultContext } from '../../../webview/base/context.ts';
import { createSelection } from '../../../webview/base/selection.ts';
import { fixtureLesions, fixtureRuns } from './fixture.ts';

export const exported: { name: string; content: string | Uint8Array }[] = [];
export const markedLines: (number | null)[] = [];

/** A run as the host would describe it: `life` as the fixture ended, else as given. */
export function runView(id: string, slot: number, more: Partial<RunView> = {}): RunView {
  const [name = ''] = id.split('#');
  const lesion = fixtureLesions.get(name);
  const run = fixtureRuns.get(lesion?.of ?? name);
  const step = run?.step.length ?? 0;
  return {
    id,
    parts: [id],
    kind: lesion ? 'lesion' : 'train',
    cell: name,
    notebook: 'residuals.resnet.yaml',
    notebookFolder: '/lab',
    digest: id,
    variant: { seed: 1 },
    created: '2026-11-21T12:01:00Z',
    ended: '2026-11-21T12:04:03Z',
    life: lifeOf(run?.end.kind ?? 'finished', run?.end.step ?? 0),
    step,
    steps: run?.steps ?? 0,
    epoch: 0,
    epochs: 1,
    secondsElapsed: run?.seconds ?? 0,
    accuracy: (run?.testAcc.at(-1) ?? 0) / 100,
    slot,
    device: 'CPU',
    engine: { name: 'tensorflow', reason: '' },
    gpu: null,
    canResume: true,
    checkpoints: [],
    tags: [],
    note: '',
    ...more,
  };
}

function lifeOf(end: string, step: number): RunState {
  if (end === 'stopped') return { state: 'stopped' };
  if (end !== 'failed') return { state: 'finished' };
  return { state: 'failed', message: `The loss is not a number at step ${step}.`, advice: null };
}

export const running: RunState = {
  state: 'running',
  phase: 'train',
  stopping: false,
  secondsLeft: 67,
};

export function resultContext(
  source: DataSource,
  kind: string,
  name: string,
  more: Partial<CellState> & { of?: string | null } = {},
): ResultContext {
  const { of = null, ...state } = more;
  const cell: NotebookCell = { key: name, kind, name, line: 0, of, start: 0, end: 0 };
  const settings: NotebookSettings = {
    engine: 'CPU',
    trusted: true,
    bandFactor: 1,
    wordWrap: false,
  };
  return {
    source,
    selection: createSelection(),
    cell,
    state: {
      cell: name,
      status: { status: 'run' },
      runs: [],
      variants: [],
      studied: [],
      outOfDate: null,
      prospect: null,
      ...state,
    },
    settings,
    exportFile: (file, content) => exported.push({ name: file, content }),
    markLine: line => markedLines.push(line),
  };
}
