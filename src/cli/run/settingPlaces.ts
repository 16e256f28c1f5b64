import { flowText, seedKey, type Flow, type Json } from '../../base/index.ts';
import { findCell, placeOfKey, type FindCell } from '../../language/index.ts';
import type { RunnableCell } from '../../runs/index.ts';

/** A key of a variant, and the cell that runs of which it is set. */
export interface SetKey {
  readonly cell: string;
  readonly key: string;
  readonly value: Json;
}

/** Where a setting is written. */
export interface SettingPlace {
  readonly find: FindCell;
  /** As it is called there. */
  readonly setting: string;
  /** Null: it only says which runs are asked for. */
  readonly key: SetKey | null;
}

/** Where a setting is written for these cells, see `withSettings`; empty: none of them has such a key. */
export function placesOfSetting(
  { key, value, written }: { readonly key: string; readonly value: Json; readonly written: Flow },
  cells: readonly RunnableCell[],
  keysOf: (kind: string) => readonly string[],
): SettingPlace[] {
  const text = flowText(written);
  const has = (kind: string, path: string) => keysOf(kind).includes(path.split('.')[0] ?? '');
  const ofTraining = (name: string): SettingPlace => {
    const place = placeOfKey(name, key);
    return { find: place.find, setting: `${place.key}=${text}`, key: { cell: name, key, value } };
  };
  const ofStudy = ({ cell, kind }: RunnableCell, path: string): SettingPlace => ({
    find: notebook => findCell(notebook, cell.name),
    setting: `${path}=${text}`,
    key: { cell: cell.name, key: `${kind}.${path}`, value },
  });
  const trainings = [
    ...new Set(
      cells.flatMap(({ kind, cell, training }) =>
        kind === 'train' ? cell.name : (training?.name ?? []),
      ),
    ),
  ];
  if (key.startsWith('network.')) return trainings.map(ofTraining);
  const own = cells.filter(({ kind }) => has(kind, key));
  if (own.length > 0)
    return own.map(each =>
      each.kind === 'train' ? ofTraining(each.cell.name) : ofStudy(each, key),
    );
  const asKind = cells.filter(
    ({ kind }) => key.startsWith(`${kind}.`) && has(kind, key.slice(kind.length + 1)),
  );
  if (asKind.length > 0) return asKind.map(each => ofStudy(each, key.slice(each.kind.length + 1)));
  if (key === seedKey)
    return trainings.map(name => ({
      find: notebook => findCell(notebook, name),
      setting: `seeds=[${text}]`,
      key: null,
    }));
  return has('train', key) ? trainings.map(ofTraining) : [];
}
