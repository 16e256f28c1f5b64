import { isVariant } from '../base/index.ts';
import {
  either,
  isBytes,
  isCount,
  isFlag,
  isNumber,
  isOneOf,
  isText,
  listOf,
  orNull,
  recordOf,
  shape,
  type Check,
} from './check.ts';
import type { Data, Query } from './data.ts';
import type {
  CellAction,
  CellState,
  CellStatus,
  CompletionView,
  HostAction,
  NotebookCell,
  NotebookDiagnostic,
  NotebookDocument,
  NotebookNews,
  NotebookNotices,
  NotebookRequests,
  NotebookSettings,
  Span,
  TextEdit,
} from './notebook.ts';
import type { Change, RunState, RunView } from './runs.ts';

const span = { start: isCount, end: isCount };
const isSpan = shape<Span>(span);
const isEdit = shape<TextEdit>({ ...span, text: isText });
const isNothing = shape<Record<string, never>>({});
const isDone = isOneOf('applied', 'stale');

const isCell = shape<NotebookCell>({
  ...span,
  key: isText,
  kind: orNull(isText),
  name: isText,
  line: isCount,
  of: orNull(isText),
});

const isDocument = shape<NotebookDocument>({
  version: isCount,
  text: isText,
  cells: listOf(isCell),
  notes: recordOf(isText),
  fileName: isText,
  readOnly: orNull(isText),
});

const isDiagnostic = shape<NotebookDiagnostic>({
  ...span,
  severity: isOneOf('error', 'warning', 'information'),
  message: isText,
  code: isText,
  href: orNull(isText),
});

const isRunState = shape<{ readonly state: RunState['state'] }>({
  state: isOneOf(
    'queued',
    'starting',
    'running',
    'silent',
    'finished',
    'stopped',
    'failed',
    'crashed',
    'refused',
  ),
}) as Check<RunState>;

export const isRunView = shape<RunView>({
  id: isText,
  parts: listOf(isText),
  kind: isText,
  cell: isText,
  notebook: orNull(isText),
  notebookFolder: orNull(isText),
  digest: isText,
  variant: isVariant,
  created: isText,
  ended: orNull(isText),
  life: isRunState,
  step: isNumber,
  steps: isNumber,
  epoch: isNumber,
  epochs: isNumber,
  secondsElapsed: isNumber,
  accuracy: orNull(isNumber),
  slot: isCount,
  device: isText,
  engine: orNull(shape({ name: isText, reason: isText })),
  gpu: orNull(shape({ memoryBytes: orNull(isNumber), utilisation: orNull(isNumber) })),
  canResume: isFlag,
  checkpoints: listOf(isNumber),
  tags: listOf(isText),
  note: isText,
  lesion: orNull(isText),
});

const isStatus: Check<CellStatus> = either(
  shape<{ readonly status: 'still' | 'never' | 'run' }>({
    status: isOneOf('still', 'never', 'run'),
  }),
  shape<Extract<CellStatus, { status: 'waits' }>>({ status: isOneOf('waits'), on: isText }),
  shape<Extract<CellStatus, { status: 'invalid' }>>({
    status: isOneOf('invalid'),
    problems: isCount,
    line: isCount,
  }),
);

const isState = shape<CellState>({
  cell: isText,
  status: isStatus,
  runs: listOf(isRunView),
  variants: listOf(isRunView),
  studied: listOf(isRunView),
  outOfDate: orNull(listOf(shape<Change>({ path: isText, old: isText, new: isText }))),
  prospect: orNull(isText),
});

const isSettings = shape<NotebookSettings>({
  engine: isText,
  trusted: isFlag,
  bandFactor: isNumber,
  wordWrap: isFlag,
});

/** Numbers arrive as arrays of their type; a kind is all that a view looks at before it draws. */
export const isData = shape<{ readonly kind: Data['kind'] }>({
  kind: isOneOf(
    'curves',
    'network',
    'trained',
    'blocks',
    'heat',
    'course',
    'study',
    'differences',
    'none',
  ),
}) as Check<Data>;

const isQueryKind = isOneOf(
  'curves',
  'network',
  'trained',
  'blocks',
  'heat',
  'course',
  'study',
  'differences',
);

/** What names runs must be texts; sizes are clamped by whoever answers. */
export const isQuery = ((value: unknown) =>
  shape<{ readonly kind: Query['kind'] }>({ kind: isQueryKind })(value) &&
  Object.values(value).every(part => part !== undefined)) as Check<Query>;

const isCompletion = shape<CompletionView>({
  label: isText,
  detail: isText,
  documentation: isText,
  type: isText,
  edit: isEdit,
});

type ActionOf<A extends { action: string }, N extends A['action']> = Extract<A, { action: N }>;
const isCellAction = either(
  shape<ActionOf<CellAction, 'insert'>>({
    action: isOneOf('insert'),
    at: isCount,
    cellKind: isText,
  }),
  shape<{ action: 'delete' | 'duplicate' | 'toNote' | 'toCode'; cell: string }>({
    action: isOneOf('delete', 'duplicate', 'toNote', 'toCode'),
    cell: isText,
  }),
  shape<ActionOf<CellAction, 'move'>>({ action: isOneOf('move'), cell: isText, to: isCount }),
) as Check<CellAction>;

const isHostAction = either(
  shape({
    action: isOneOf('showLog', 'revealRun', 'copyCommand', 'forkRun', 'showInRuns'),
    run: isText,
  }),
  shape({ action: isOneOf('showChanges'), cell: isText }),
  shape({ action: isOneOf('openAsText'), line: isCount }),
  shape({ action: isOneOf('openLink'), href: isText }),
  shape({ action: isOneOf('setUpEngine', 'undo', 'redo', 'save', 'showProblems') }),
) as Check<HostAction>;

const version = { version: isCount };
const isPlace = shape({ ...version, offset: isCount });
const isRange = shape({ ...version, span: isSpan });

type Params = { readonly [K in keyof NotebookRequests]: Check<NotebookRequests[K][0]> };
type Answers = { readonly [K in keyof NotebookRequests]: Check<NotebookRequests[K][1]> };

/** Of what the view asks. */
export const notebookParams: Params = {
  edit: shape({ ...version, edits: listOf(isEdit) }),
  cells: shape({ ...version, action: isCellAction }),
  complete: isPlace,
  inlays: isRange,
  hover: isPlace,
  fixes: isRange,
  applyFix: shape({ id: isText }),
  run: shape({ cell: orNull(isText), what: isOneOf('cell', 'above', 'all', 'withTraining') }),
  stop: shape({ cell: orNull(isText) }),
  resume: shape({ run: isText }),
  act: shape({ action: isHostAction }),
  export: shape({ name: isText, content: either<[string, Uint8Array]>(isText, isBytes) }),
};

/** Of what the host answers. */
export const notebookAnswers: Answers = {
  edit: shape({ result: isDone, version: isCount }),
  cells: shape({ result: isDone, select: orNull(isText) }),
  complete: shape({ items: listOf(isCompletion) }),
  inlays: shape({ inlays: listOf(shape({ offset: isCount, label: isText })) }),
  hover: orNull(shape({ markdown: isText, span: isSpan })),
  fixes: shape({ fixes: listOf(shape({ id: isText, title: isText, preferred: isFlag })) }),
  applyFix: shape({ result: isDone }),
  run: shape({ started: isCount }),
  stop: isNothing,
  resume: isNothing,
  act: isNothing,
  export: shape({ saved: isFlag }),
};

export const isNotebookNews = either(
  shape({ news: isOneOf('document'), document: isDocument }),
  shape({ news: isOneOf('diagnostics'), version: isCount, diagnostics: listOf(isDiagnostic) }),
  shape({ news: isOneOf('states'), states: listOf(isState) }),
  shape({ news: isOneOf('settings'), settings: isSettings }),
  shape({ news: isOneOf('data'), subscription: isCount, data: isData }),
  shape({ news: isOneOf('reveal'), cell: isText }),
) as Check<NotebookNews>;

export const isNotebookNotice = either(
  shape({ notice: isOneOf('ready') }),
  shape({ notice: isOneOf('subscribe'), subscription: isCount, query: isQuery }),
  shape({ notice: isOneOf('unsubscribe'), subscription: isCount }),
  shape({ notice: isOneOf('visible'), subscriptions: listOf(isCount) }),
) as Check<NotebookNotices>;
