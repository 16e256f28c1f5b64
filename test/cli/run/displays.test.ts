import { describe, expect, it } from 'vitest';
import { chooseDisplay } from '../../../src/cli/run/chooseDisplay.ts';
import { barDisplay } from '../../../src/cli/run/barDisplay.ts';
import type { Display, EndedRun, Progress, RunLabel } from '../../../src/cli/run/events.ts';
import { jsonDisplay } from '../../../src/cli/run/jsonDisplay.ts';
import { lineDisplay } from '../../../src/cli/run/lineDisplay.ts';
import type { Row } from '../../../src/base/index.ts';
import { testIo } from '../support/io.ts';
import { screen } from '../support/screen.ts';

function label(seed: number): RunLabel {
  return { cell: 'base', kind: 'train', seed, variant: { seed }, run: `/runs/${seed}` };
}

function progress(step: number): Progress {
  return {
    phase: 'training',
    step,
    steps: 100,
    epoch: step / 50,
    epochs: 2,
    loss: 0.5,
    accuracy: 0.75,
    imagesPerSecond: 1234.4,
    secondsLeft: 61,
  };
}

const test = { split: 'test', step: 100, epoch: 2, loss: 0.25, accuracy: 0.9 };

function ended(seed: number, ending: EndedRun['ending']): EndedRun {
  const message = ending === 'failed' ? 'The loss is NaN.' : null;
  return { ...label(seed), ending, message, step: 100, test };
}

function play(display: Display, seeds: readonly number[]): void {
  for (const seed of seeds) {
    display.event(label(seed), { event: 'start' });
    display.event(label(seed), {
      event: 'engine',
      engine: 'cpu',
      version: '4.22.0',
      device: 'cpu',
      reason: 'asked for',
    });
    for (let step = 1; step <= 100; step++)
      display.event(label(seed), { event: 'progress', ...progress(step) });
    display.event(label(seed), { event: 'evaluation', ...test });
    display.ended(ended(seed, 'finished'));
  }
  display.close();
}

describe('what happens to a training', () => {
  const told = (row: Row) => {
    const io = testIo();
    const display = lineDisplay(io);
    display.event(label(1), { event: 'happening', row });
    display.close();
    return io.stdout.text;
  };
  const at = { step: 1200, epoch: 3, seconds: 1, time: '2026-11-21T06:25:01.000Z' };

  it('is told in a line, with what a growth did to the network', () => {
    const grew = { blocks_before: 6, blocks_after: 12, h_before: 1, h_after: 0.5 };
    const tested = { test_loss_before: 2.25, test_loss_after: 2.5 };
    const accuracy = { test_accuracy_before: 0.5, test_accuracy_after: 0.25 };
    expect(told({ ...at, kind: 'growth', ...grew, ...tested, ...accuracy })).toBe(
      '  step 1,200: grew from 6 → 12 blocks, h 1 → 0.5; test loss 2.250 → 2.500, accuracy 50.0 % → 25.0 %\n',
    );
    const near = { test_accuracy_before: 0.5004, test_accuracy_after: 0.5 };
    expect(told({ ...at, kind: 'growth', ...grew, ...tested, ...near })).toContain(
      'accuracy 50.04 % → 50.00 %',
    );
    expect(told({ ...at, kind: 'growth', ...grew })).toBe(
      '  step 1,200: grew from 6 → 12 blocks, h 1 → 0.5\n',
    );
    expect(told({ ...at, kind: 'restart', rate_before: 0.25, rate_after: 0.5 })).toBe(
      '  step 1,200: the rate starts again, 0.250 → 0.500\n',
    );
    expect(told({ ...at, kind: 'resume', text: 'r\u001b[2J' })).not.toContain('\u001b');
    // The ending says these.
    for (const kind of ['early stop', 'divergence', 'of a later version'])
      expect(told({ ...at, kind })).toBe('');
  });
});

describe('JSON', () => {
  it('is one object a line, one `end` per run, the last one last', () => {
    const io = testIo();
    play(jsonDisplay(io), [1, 2]);
    const events = io.stdout.lines.map(line => JSON.parse(line) as Record<string, unknown>);
    const ends = events.filter(e => e['event'] === 'end');
    expect(ends.map(e => [e['cell'], e['seed'], e['ending'], e['run']])).toEqual([
      ['base', 1, 'finished', '/runs/1'],
      ['base', 2, 'finished', '/runs/2'],
    ]);
    expect(events.at(-1)).toBe(ends[1]);
    expect(ends[1]?.['runs']).toEqual([
      { ...label(1), ending: 'finished' },
      { ...label(2), ending: 'finished' },
    ]);
    expect(ends[0]).not.toHaveProperty('runs');
    expect(events[0]).toEqual({ event: 'start', ...label(1) });
    expect(events[2]).toEqual({ event: 'progress', ...label(1), ...progress(1) });
  });

  it('keeps remarks off standard output', () => {
    const io = testIo();
    jsonDisplay(io).note('Stopping.');
    expect([io.stdout.text, io.stderr.text]).toEqual(['', 'Stopping.\n']);
  });
});

describe('plain lines', () => {
  it('are a few per epoch, each evaluation, and how it ended', () => {
    const io = testIo();
    play(lineDisplay(io), [1]);
    expect(io.stdout.lines).toEqual([
      'base (train), seed 1: /runs/1',
      '  cpu 4.22.0 on cpu (asked for)',
      ...['1', '13', '25', '38', '50', '63', '75', '88', '100'].map(
        step => expect.stringContaining(`step ${step}/100`) as string,
      ),
      '  epoch 2.00, step 100: test loss 0.2500, accuracy 90.0 %',
      'base, seed 1: finished, test accuracy 90.0 %, error 10.0 %',
      '  /runs/1',
    ]);
    expect(io.stdout.lines[2]).toBe(
      '  step 1/100  epoch 0.02/2  loss 0.5000  accuracy 75.0 %  1,234 images/s  1 min 01 s left',
    );
  });

  it('say when something begins to hinder a run, and when it no longer does', () => {
    const io = testIo();
    const display = lineDisplay(io);
    display.event(label(1), { event: 'problem', message: 'The disk is full.' });
    display.event(label(1), { event: 'problem', message: null });
    expect(io.stderr.lines).toEqual([
      'base, seed 1: The disk is full.',
      'base, seed 1: writing works again; nothing was lost.',
    ]);
  });

  it('do not give an earlier evaluation for that of the end', () => {
    const io = testIo();
    const stopped = { ...ended(1, 'stopped'), step: 120 };
    lineDisplay(io).ended(stopped);
    expect(io.stdout.lines[0]).toContain('stopped at step 120');
    expect(io.stdout.lines[0]).toContain('test accuracy at step 100 90.0 %');
  });

  it('tell of going on only where that can be', () => {
    const endOf = (kind: string) => {
      const io = testIo();
      const display = lineDisplay(io);
      display.ended({ ...ended(1, 'stopped'), kind, test: null });
      display.close();
      return io.stdout.text;
    };
    expect(endOf('train')).toContain("stopped at step 100; continue with 'reslab resume'\n");
    expect(endOf('norms')).toContain('stopped at step 100; the rows so far are kept\n');
  });

  it('say why a run failed', () => {
    const io = testIo();
    lineDisplay(io).ended(ended(3, 'failed'));
    expect(io.stdout.lines[0]).toBe('base, seed 3: failed at step 100: The loss is NaN.');
  });
});

describe('a terminal', () => {
  it('says above the bar what hinders a run', () => {
    const io = testIo({ terminal: { columns: 120 } });
    const display = barDisplay(io);
    display.event(label(1), { event: 'progress', ...progress(1) });
    display.event(label(1), { event: 'problem', message: 'The disk is full.' });
    display.close();
    expect(screen(io.stdout.text)).toEqual(['base, seed 1: The disk is full.']);
  });

  it('shows a bar and leaves only what matters behind it', () => {
    const io = testIo({ terminal: { columns: 120 } });
    play(barDisplay(io), [1]);
    const text = io.stdout.text;
    expect(text).toContain('loss 0.5000  accuracy 75.0 %  1,234 images/s  1 min 01 s left');
    expect(text).toMatch(/[█░]{20} \d+\/100/);
    expect(screen(text)).toEqual([
      'base (train), seed 1: /runs/1',
      '  cpu 4.22.0 on cpu (asked for)',
      '  epoch 2.00, step 100: test loss 0.2500, accuracy 90.0 %',
      'base, seed 1: finished, test accuracy 90.0 %, error 10.0 %',
      '  /runs/1',
    ]);
  });
});

describe('a terminal that cannot move its cursor', () => {
  it('gets plain lines, as a pipe does', () => {
    const dumb = testIo({ terminal: { columns: 80 }, env: { TERM: 'dumb' } });
    const piped = testIo();
    const nameless = testIo({ terminal: { columns: 80 }, env: {} });
    const empty = testIo({ terminal: { columns: 80 }, env: { TERM: '' } });
    const plain = process.platform === 'win32' ? [dumb] : [dumb, nameless, empty];
    for (const io of [...plain, piped]) play(chooseDisplay(false, io), [1]);
    for (const { stdout } of plain) expect(stdout.text).toBe(piped.stdout.text);
    expect(piped.stdout.text).not.toContain('\u001b');
    const able = testIo({ terminal: { columns: 80 }, env: { TERM: 'xterm' } });
    play(chooseDisplay(false, able), [1]);
    expect(able.stdout.text).toContain('\u001b');
  });
});
