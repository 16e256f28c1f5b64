import {
  either,
  isBytes,
  isCount,
  isFlag,
  isOneOf,
  isText,
  listOf,
  orNull,
  shape,
  type Check,
} from './check.ts';
import { isData, isQuery, isRunView } from './notebookChecks.ts';
import type { RunAction, RunViewerNews, RunViewerNotices, RunViewerRequests } from './runViewer.ts';

const isNothing = shape<Record<string, never>>({});
const isAction = isOneOf<RunAction>(
  'stop',
  'resume',
  'runNext',
  'delete',
  'reveal',
  'copyCommand',
  'openCell',
  'showLog',
  'compare',
);

type Params = { readonly [K in keyof RunViewerRequests]: Check<RunViewerRequests[K][0]> };
type Answers = { readonly [K in keyof RunViewerRequests]: Check<RunViewerRequests[K][1]> };

/** Of what the view asks. */
export const runViewerParams: Params = {
  act: shape({ action: isAction, runs: listOf(isText) }),
  fork: shape({ run: isText, step: orNull(isCount) }),
  annotate: shape({ run: isText, tags: listOf(isText), note: isText }),
  export: shape({ name: isText, content: either<[string, Uint8Array]>(isText, isBytes) }),
};

/** Of what the host answers. */
export const runViewerAnswers: Answers = {
  act: isNothing,
  fork: isNothing,
  annotate: isNothing,
  export: shape({ saved: isFlag }),
};

export const isRunViewerNews = either(
  shape({ news: isOneOf('selection'), runs: listOf(isRunView), selected: isCount }),
  shape({ news: isOneOf('data'), subscription: isCount, data: isData }),
  shape({ news: isOneOf('settings'), trusted: isFlag }),
) as Check<RunViewerNews>;

export const isRunViewerNotice = either(
  shape({ notice: isOneOf('ready') }),
  shape({ notice: isOneOf('subscribe'), subscription: isCount, query: isQuery }),
  shape({ notice: isOneOf('unsubscribe'), subscription: isCount }),
  shape({ notice: isOneOf('visible'), subscriptions: listOf(isCount) }),
) as Check<RunViewerNotices>;
