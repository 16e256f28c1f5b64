import { isAlive, type RunView } from './runs.ts';

/** What decides what can be done with a run. Menus know it by its word in `viewItem`. */
const conditions = {
  /** It goes on or waits, and was not asked to stop yet. */
  stoppable: run => isAlive(run) && !(run.life.state === 'running' && run.life.stopping),
  alive: isAlive,
  ended: run => !isAlive(run),
  /** It waits, and not as the first. */
  movable: ({ life }) => life.state === 'queued' && life.ahead > 0,
  resumable: run => run.canResume,
  forkable: run => run.checkpoints.length > 0,
  notebook: run => run.notebook !== null,
} as const satisfies Record<string, (run: RunView) => boolean>;

export type RunCondition = keyof typeof conditions;

/** Something that can be done with runs. */
interface Operation {
  /** `residualLab.COMMAND` does it with rows of the tree, or with the run of an id. */
  readonly command: string;
  readonly title: string;
  /** On a small button. */
  readonly short: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** With which runs it can be done; null: with every one. */
  readonly when: RunCondition | null;
  /** With which runs a menu offers it, where these are fewer. */
  readonly offered?: RunCondition;
  /** In Restricted Mode it is off: it starts or ends a program, or writes or deletes files. */
  readonly needsTrust: boolean;
}

/** All that can be done with runs, whoever asks: the palette, a menu, a key, a page, a cell. How, the host knows. */
export const runOperations = {
  stop: {
    command: 'runs.stop',
    title: 'Stop',
    short: 'Stop',
    icon: 'debug-stop',
    when: 'alive',
    // Asked once more it ends the process, which a menu does not offer.
    offered: 'stoppable',
    needsTrust: true,
  },
  resume: {
    command: 'runs.resume',
    title: 'Resume',
    short: 'Resume',
    icon: 'debug-continue',
    when: 'resumable',
    needsTrust: true,
  },
  runNext: {
    command: 'runs.next',
    title: 'Run next',
    short: 'Run next',
    icon: 'arrow-up',
    when: 'movable',
    needsTrust: true,
  },
  fork: {
    command: 'runs.fork',
    title: 'Fork from a checkpoint...',
    short: 'Fork…',
    icon: 'repo-forked',
    when: 'forkable',
    needsTrust: true,
  },
  openCell: {
    command: 'runs.openCell',
    title: 'Open notebook at the cell',
    short: 'Open cell',
    icon: 'go-to-file',
    when: 'notebook',
    needsTrust: false,
  },
  reveal: {
    command: 'runs.reveal',
    title: 'Reveal run folder',
    short: 'Reveal',
    icon: 'folder-opened',
    when: null,
    needsTrust: false,
  },
  delete: {
    command: 'runs.delete',
    title: 'Delete...',
    short: 'Delete',
    icon: 'trash',
    when: 'ended',
    needsTrust: true,
  },
  showLog: {
    command: 'runs.showLog',
    title: 'Show what it printed',
    short: 'Show log',
    icon: 'output',
    when: null,
    needsTrust: false,
  },
  copyCommand: {
    command: 'runs.copyCommand',
    title: 'Copy command line',
    short: 'Copy command',
    icon: 'copy',
    when: 'notebook',
    needsTrust: false,
  },
  tag: {
    command: 'runs.tag',
    title: 'Tags...',
    short: 'Tags…',
    icon: 'tag',
    when: null,
    needsTrust: true,
  },
  note: {
    command: 'runs.note',
    title: 'Note...',
    short: 'Note…',
    icon: 'note',
    when: null,
    needsTrust: true,
  },
} as const satisfies Record<string, Operation>;

export type RunOperation = keyof typeof runOperations;

export const runOperationNames = Object.keys(runOperations) as RunOperation[];

/** Whether it can be done with the run as it stands. */
export function canDo(operation: RunOperation, run: RunView): boolean {
  const { when } = runOperations[operation];
  return when === null || conditions[when](run);
}

/** What holds of the run, in the order of the table. */
export function conditionsOf(run: RunView): RunCondition[] {
  const words = Object.keys(conditions) as RunCondition[];
  return words.filter(word => conditions[word](run));
}
