import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../src/host/viewer/tree/nodes.ts';
import {
  canDo,
  runOperationNames,
  runOperations,
  type RunOperation,
  type RunView,
} from '../../../src/protocol/index.ts';
import { buttonsOf } from '../../../webview/runs/actions.ts';
import { runView } from '../viewer/runView.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; icon?: string }[];
    readonly menus: Readonly<
      Record<string, readonly { command: string; when: string; group?: string }[]>
    >;
  };
}
const manifest = path.join(import.meta.dirname, '..', '..', '..', 'package.json');
const { commands, menus } = (JSON.parse(fs.readFileSync(manifest, 'utf8')) as Manifest).contributes;
const rowMenu = menus['view/item/context'] ?? [];
const idOf = (operation: RunOperation) => `residualLab.${runOperations[operation].command}`;

/** Some runs in each state, and all that can be done with them, written by hand. */
const anywhere = ['openCell', 'reveal', 'showLog', 'copyCommand', 'tag', 'note'] as const;
const message = { message: 'It was so.', advice: null };
const running = { state: 'running', phase: 'training', secondsLeft: null } as const;
const none = { checkpoints: [], canResume: false };
const states: readonly [string, Partial<RunView>, readonly RunOperation[]][] = [
  ['live', { life: { ...running, stopping: false } }, ['stop', 'fork', ...anywhere]],
  ['stopping', { life: { ...running, stopping: true } }, ['stop', 'fork', ...anywhere]],
  ['starting', { life: { state: 'starting', phase: '' }, ...none }, ['stop', ...anywhere]],
  ['waiting', { life: { state: 'queued', ahead: 2 }, ...none }, ['stop', 'runNext', ...anywhere]],
  ['next in the queue', { life: { state: 'queued', ahead: 0 }, ...none }, ['stop', ...anywhere]],
  ['finished', { life: { state: 'finished' } }, ['fork', 'delete', ...anywhere]],
  [
    'stopped',
    { life: { state: 'stopped' }, canResume: true },
    ['resume', 'fork', 'delete', ...anywhere],
  ],
  [
    'failed',
    { life: { state: 'failed', ...message }, canResume: true },
    ['resume', 'fork', 'delete', ...anywhere],
  ],
  ['crashed early', { life: { state: 'crashed', ...message }, ...none }, ['delete', ...anywhere]],
  ['refused', { life: { state: 'refused', ...message }, ...none }, ['delete', ...anywhere]],
  // A process that is gone without an ending shows as crashed.
  [
    'lost',
    { life: { state: 'crashed', ...message }, canResume: true },
    ['resume', 'fork', 'delete', ...anywhere],
  ],
  [
    'of another machine',
    { life: { state: 'silent', since: '' }, canResume: true },
    ['stop', 'resume', 'fork', ...anywhere],
  ],
  [
    'without a notebook',
    { life: { state: 'finished' }, notebook: null, notebookFolder: null },
    ['fork', 'delete', 'reveal', 'showLog', 'tag', 'note'],
  ],
];

describe.each(states)('a run that is %s', (name, given, expected) => {
  const run = runView(given);

  it('can be operated on so', () => {
    const possible = runOperationNames.filter(operation => canDo(operation, run));
    expect(possible.toSorted()).toEqual(expected.toSorted());
  });

  it('has a menu that offers the same', () => {
    const viewItem = contextOf({ run, label: '', description: '' });
    const offered = runOperationNames.filter(operation =>
      rowMenu.some(item => item.command === idOf(operation) && holds(item.when, viewItem)),
    );
    // Asked once more to stop, a run loses its process: only the page offers that, by its own words.
    const wanted = name === 'stopping' ? expected.filter(each => each !== 'stop') : expected;
    expect(offered.toSorted()).toEqual(wanted.toSorted());
  });

  it('has a page whose buttons are among these', () => {
    const { primary, plain } = buttonsOf(run);
    expect(expected).toEqual(expect.arrayContaining([primary, ...plain].map(({ act }) => act)));
    expect(new Set([primary, ...plain].map(({ act }) => act)).size).toBe(plain.length + 1);
  });
});

/** Whether a row with these words meets a condition of its menu. */
function holds(when: string, viewItem: string): boolean {
  return when.split(' && ').every(part => {
    if (part === 'view == residualLab.runs') return true;
    const pattern = /^viewItem =~ \/(.*)\/$/.exec(part)?.[1];
    if (pattern === undefined) throw new Error(`What is ${part}?`);
    return new RegExp(pattern).test(viewItem);
  });
}

describe.each(runOperationNames)('%s in package.json', operation => {
  const { title, icon } = runOperations[operation];
  const entry: { offered?: string; when: string | null } = runOperations[operation];

  it('has the title and the icon of the table', () =>
    expect(commands.find(({ command }) => command === idOf(operation))).toMatchObject({
      title,
      icon: `$(${icon})`,
    }));

  it('is in the menu of a row where the table says so, and not in the palette', () => {
    const items = rowMenu.filter(({ command }) => command === idOf(operation));
    const word = entry.offered ?? entry.when;
    const rest = word === null ? '' : ` && viewItem =~ / ${word}\\b/`;
    expect(items.length).toBeGreaterThan(0);
    expect(items.map(({ when }) => when)).toEqual(
      items.map(() => `view == residualLab.runs && viewItem =~ /^run /${rest}`),
    );
    expect(menus['commandPalette']?.find(({ command }) => command === idOf(operation))?.when).toBe(
      'false',
    );
  });
});

it('has no command on runs that the table does not know', () => {
  const ofTheView = ['filter', 'clearFilter', 'sort'].map(name => `residualLab.runs.${name}`);
  const known = [...runOperationNames.map(idOf), ...ofTheView];
  const all = commands
    .map(({ command }) => command)
    .filter(id => id.startsWith('residualLab.runs.'));
  expect(all.toSorted()).toEqual(known.toSorted());
});
