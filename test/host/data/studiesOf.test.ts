import { expect, it } from 'vitest';
import { studiesAmong } from '../../../src/results/index.ts';
import type { Run } from '../../../src/store/index.ts';

/** A study of this kind of a run, that is still going on or has ended so. */
function study(id: string, kind: string, of: string, ending: string | null): Run {
  const parents = [{ run: of, step: 10, role: 'study' }];
  return {
    id,
    life: ending === null ? 'alive' : 'ended',
    ending: ending === null ? null : { ending },
    request: { kind, parents },
  } as unknown as Run;
}

const idsOf = (parts: string[], kind: string, ...runs: Run[]) => studiesAmong(runs, parts, kind);

it('studies of a training are those of its kind and its parts, the newest first', () => {
  const old = study('old', 'norms', 'b', 'finished');
  const runs = [
    old,
    study('other kind', 'lesion', 'b', 'finished'),
    study('of another', 'norms', 'c', 'finished'),
    study('new', 'norms', 'b', 'finished'),
  ];
  expect(idsOf(['a', 'b'], 'norms', ...runs)).toEqual(['new', 'old']);
  expect(idsOf(['x'], 'norms', ...runs)).toEqual([]);
});

it('stopped ones and those of an earlier part come last', () => {
  const whole = study('whole', 'norms', 'b', 'finished');
  const early = study('early', 'norms', 'a', 'finished');
  const stopped = study('stopped', 'norms', 'b', 'stopped');
  const going = study('going', 'norms', 'b', null);
  expect(idsOf(['a', 'b'], 'norms', whole, early, stopped, going)).toEqual([
    'going',
    'whole',
    'early',
    'stopped',
  ]);
});
