import { expect, it } from 'vitest';
import { shortPlaces } from '../../src/base/index.ts';

it.each<[string[], string[]]>([
  [
    ['/lab/one', '/lab/two'],
    ['one', 'two'],
  ],
  [
    ['/a/x', '/b/x', '/b/y'],
    ['a/x', 'b/x', 'y'],
  ],
  [
    ['/x', '/b/x'],
    ['x', 'b/x'],
  ],
  [
    ['C:\\lab\\one', 'C:\\lab\\two'],
    ['one', 'two'],
  ],
  [['/only'], ['only']],
  [[''], ['']],
])('%j are %j', (folders, names) => expect([...shortPlaces(folders).values()]).toEqual(names));
