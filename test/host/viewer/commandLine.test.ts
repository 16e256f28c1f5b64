import { expect, it } from 'vitest';
import { commandLine } from '../../../src/host/viewer/actions/commandLine.ts';
import type { RunRequest } from '../../../src/record/index.ts';
import { someRequest } from '../../support/runFolder.ts';

const request = (fields: Partial<RunRequest> = {}): RunRequest => ({
  format: 1,
  id: 'x',
  created: '2026-11-21T12:00:00Z',
  ...someRequest({ notebook: '/home/ada/first.resnet.yaml' }),
  engine: { name: 'auto', compiled: true },
  ...fields,
});
const cell = (name: string) => ({ name, text: '', digest: '' });

it('is what one would type', () =>
  expect(commandLine(request(), [], 'linux')).toBe(
    'reslab run /home/ada/first.resnet.yaml --cell=base --engine=auto',
  ));

it('names the settings, the data and that the step is not compiled', () => {
  const one = request({
    data: { folder: '/data' },
    engine: { name: 'cpu', compiled: false },
  });
  expect(commandLine(one, ['epochs=1', 'seeds=[2]'], 'linux')).toBe(
    "reslab run /home/ada/first.resnet.yaml --cell=base --engine=cpu --eager --data=/data --set epochs=1 --set 'seeds=[2]'",
  );
});

it('quotes what a shell would read otherwise', () => {
  const hostile = request({ cell: cell("it's $(rm -rf ~) `x`; #") });
  expect(commandLine(hostile, [], 'linux')).toContain("'--cell=it'\\''s $(rm -rf ~) `x`; #'");
  expect(commandLine(hostile, [], 'win32')).toContain("'--cell=it''s $(rm -rf ~) `x`; #'");
});

it.each(['a\nb', 'a\u001b[2Jb', 'a\u202eb'])('refuses control characters: %j', name =>
  expect(() => commandLine(request({ cell: cell(name) }), [], 'linux')).toThrow(
    /not safe to paste/,
  ),
);

it('says so where there is no notebook', () =>
  expect(() => commandLine(request({ notebook: null }), [], 'linux')).toThrow(/no notebook/));
