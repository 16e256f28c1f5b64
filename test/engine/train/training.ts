import { describe, expect, it } from 'vitest';
import { growthProvenance } from '../../../src/theory/index.ts';
import type { Checkpoint, HostState, Runtime } from '../../../src/engine/train/index.ts';
import { column, runTraining, tinyNetwork, type Case } from './support.ts';

/** What every runtime must do alike; called by one test file for each. */
export function testTraining(runtime: () => Runtime): void {
  const run = (options: Omit<Case, 'runtime'>) => runTraining({ ...options, runtime: runtime() });
  const bits = (state: HostState | undefined): Record<string, string> =>
    Object.fromEntries(
      Object.entries(state ?? {}).map(([name, { values }]) => [
        name,
        Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
      ]),
    );
  const last = <T>(all: readonly T[]): T => {
    const item = all.at(-1);
    if (item === undefined) throw new Error('there is none');
    return item;
  };
  const at = (all: readonly Checkpoint[], step: number): Checkpoint => {
    const found = all.find(c => c.counters.step === step);
    if (!found) throw new Error(`no checkpoint of step ${step}`);
    return found;
  };

  it('learns what can be separated, and says how it went', async () => {
    const outcome = await run({ recipe: { epochs: 8 }, test: 40 });
    expect(outcome.ending).toEqual({ ending: 'finished', step: 48 });
    expect(column(outcome, 'step', 'train')).toEqual(Array.from({ length: 48 }, (_, i) => i + 1));
    expect(column(outcome, 'epoch', 'test')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // Four classes: ln 4 = 1.386 by guessing.
    expect(last(column(outcome, 'loss', 'train'))).toBeLessThan(0.1);
    expect(last(column(outcome, 'accuracy', 'test'))).toBe(1);
    expect(column(outcome, 'rate', 'train')[0]).toBe(0.1);
    expect(outcome.checkpoints.map(c => c.counters.step)).toEqual([6, 12, 18, 24, 30, 36, 42, 48]);
  });

  it('measures blocks at the cadence of the recipe, without changing the weights', async () => {
    const measured = await run({ recipe: { epochs: 1, norms: 4 } });
    const rows = measured.records.flatMap(r => (r.kind === 'blocks' ? r.rows : []));
    expect([...new Set(rows.map(r => r['step']))]).toEqual([1, 5]);
    expect(rows.filter(r => r['step'] === 1).map(r => r['block'])).toEqual([0, 1, 2, 3, 4]);
    const [end] = rows.filter(r => r['block'] === 4);
    expect(end?.['residual']).toBeNull();
    for (const row of rows) expect(row['state']).toBeGreaterThan(0);
    for (const row of rows) expect(row['gradient']).toBeGreaterThan(0);
    const plain = await run({ recipe: { epochs: 1 } });
    expect(column(measured, 'loss', 'train')).toEqual(column(plain, 'loss', 'train'));
  });

  const dropout = tinyNetwork({
    block: {
      layers: [
        { layer: 'norm' },
        { layer: 'relu' },
        { layer: 'conv', kernel: 3, divide: 1 },
        { layer: 'dropout', rate: 0.2 },
        { layer: 'norm' },
        { layer: 'relu' },
        { layer: 'conv', kernel: 3, divide: 1 },
      ],
      after: [],
    },
  });

  describe('a training that was stopped and resumed equals the uninterrupted one, bit for bit', () => {
    const hard = {
      augment: { pad: 2, flip: true },
      set: 'quadrants',
      format: null,
      standardize: 'per-image',
      validation: 0,
      trainSubset: null,
      testSubset: null,
    } as const;
    it.each<[string, number, Omit<Case, 'runtime'>]>([
      ['in the middle of an epoch, with dropout and augmentation', 4, { network: dropout }],
      ['with stochastic depth', 5, { network: tinyNetwork({ survival: 0.5 }) }],
      ['across a growth, momentum zero', 4, { recipe: { grow: { at: [1], momentum: 'zero' } } }],
      [
        'across a growth that does not restart the rate',
        4,
        { recipe: { grow: { at: [1], momentum: 'zero', restart: false } } },
      ],
      ['after a growth, momentum copied', 8, { recipe: { grow: { at: [1], momentum: 'copy' } } }],
      ['at the very step of a growth', 6, { recipe: { grow: { at: [1], momentum: 'copy' } } }],
      [
        'with AdamW, clipping and label smoothing',
        5,
        {
          recipe: {
            optimizer: {
              kind: 'adamw',
              beta1: 0.9,
              beta2: 0.999,
              epsilon: 1e-8,
              decay: 0.01,
              decayOn: 'weights',
            },
            rate: { kind: 'constant', rate: 0.01 },
            clip: 1,
            labelSmoothing: 0.1,
          },
        },
      ],
    ])('%s', async (_name, stopAt, { network, recipe }) => {
      const options = { network, recipe: { ...recipe, epochs: 2, data: hard } };
      const whole = await run(options);
      const begun = await run({ ...options, stopAt });
      expect(begun.ending).toEqual({ ending: 'stopped', step: stopAt });
      const checkpoint = at(begun.checkpoints, stopAt);
      const rest = await run({ ...options, start: { kind: 'resume', checkpoint } });
      expect(rest.ending).toEqual(whole.ending);
      const [a, b] = [last(whole.checkpoints), last(rest.checkpoints)];
      expect(b.counters).toEqual(a.counters);
      expect(bits(b.state)).toEqual(bits(a.state));
      expect([...column(begun, 'loss', 'train'), ...column(rest, 'loss', 'train')]).toEqual(
        column(whole, 'loss', 'train'),
      );
      expect([...column(begun, 'accuracy', 'test'), ...column(rest, 'accuracy', 'test')]).toEqual(
        column(whole, 'accuracy', 'test'),
      );
    });
  });

  it('the same seed gives the same training, another seed another', async () => {
    const [a, b, c] = [
      await run({ recipe: { epochs: 1 } }),
      await run({ recipe: { epochs: 1 } }),
      await run({ recipe: { epochs: 1, seeds: [2] } }),
    ];
    expect(column(b, 'loss', 'train')).toEqual(column(a, 'loss', 'train'));
    expect(column(c, 'loss', 'train')).not.toEqual(column(a, 'loss', 'train'));
  });

  describe('growth', () => {
    const options = {
      recipe: { epochs: 3, grow: { at: [1, 2], momentum: 'zero' as const } },
    };

    it('goes on with twice the blocks, half the step and a new cycle of the rate', async () => {
      const outcome = await run(options);
      const blocks = column(outcome, 'blocks', 'train');
      expect(blocks).toEqual([4, 8, 16].flatMap(n => Array<number>(6).fill(n)));
      const rate = column(outcome, 'rate', 'train');
      for (const start of [0, 6, 12]) expect(rate[start]).toBe(0.1);
      expect(last(outcome.checkpoints).network.step).toBe(0.25);
      expect(last(outcome.checkpoints).network.stages.map(s => s.blocks)).toEqual([8, 8]);
      expect(last(column(outcome, 'loss', 'train'))).toBeLessThan(1);
    });

    it('leaves the rate as it would be without it, where it does not restart', async () => {
      const through = { at: [1, 2], momentum: 'zero' as const, restart: false as const };
      const rates = await Promise.all(
        [null, through].map(async grow =>
          column(await run({ recipe: { epochs: 3, grow } }), 'rate', 'train'),
        ),
      );
      expect(rates[1]).toEqual(rates[0]);
      expect(new Set(rates[1]).size).toBe(18);
    });

    it('copies weights and statistics by provenance', async () => {
      // Rate 0 after the growth: the grown network's weights stay as they were copied.
      const outcome = await run({
        recipe: {
          ...options.recipe,
          epochs: 2,
          grow: { at: [1], momentum: 'copy' },
          optimizer: { kind: 'sgd', momentum: 0, nesterov: false, decay: 0, decayOn: 'all' },
          rate: { kind: 'steps', rate: 0.1, at: [1], factor: 0 },
        },
      });
      const [old, grown] = [at(outcome.checkpoints, 6), at(outcome.checkpoints, 12)];
      const [from, to] = [bits(old.state), bits(grown.state)];
      const names = Object.keys(to).filter(name => !/mean|variance/.test(name));
      for (const name of names) {
        const source = name.replace(/^(stage\d)\.block(\d+)/, (_, stage: string, n: string) => {
          const j = growthProvenance(2)[Number(n) - 1];
          return `${stage}.block${(j ?? NaN) + 1}`;
        });
        expect(to[name], name).toBe(from[source]);
      }
      expect(names.length).toBeGreaterThan(8 * 4);
    });

    it('is refused where a stage has a single block', async () => {
      const network = tinyNetwork();
      const stages = network.stages.map((s, i) => (i === 1 ? { ...s, blocks: 1 } : s));
      await expect(run({ ...options, network: { ...network, stages } })).rejects.toThrow(
        /stage 2 has one block/,
      );
    });
  });

  describe('a number that is not finite ends the run', () => {
    let healthy: Checkpoint | undefined;
    /** A checkpoint of step 6 with one tensor full of this value. */
    async function poisoned(parameter: string, value: number): Promise<Checkpoint> {
      healthy ??= last((await run({ recipe: { epochs: 1 } })).checkpoints);
      const checkpoint = healthy;
      const tensor = checkpoint.state[parameter];
      if (!tensor) throw new Error(parameter);
      const values = tensor.values.slice();
      values.fill(value);
      return { ...checkpoint, state: { ...checkpoint.state, [parameter]: { ...tensor, values } } };
    }

    it.each([
      ['stage2.block1.conv2.weight', 3e38, '2.1'],
      ['stage2.block2.norm1.gamma', Infinity, '2.2'],
      ['stem.conv.weight', NaN, 'stem'],
      ['dense.weight', Infinity, 'head'],
    ])('%s of %d is found in %s', async (parameter, value, block) => {
      const checkpoint = await poisoned(parameter, value);
      const outcome = await run({ recipe: { epochs: 2 }, start: { kind: 'resume', checkpoint } });
      expect(outcome.ending).toMatchObject({ ending: 'failed', step: 6, block });
      expect(outcome.ending).toMatchObject({
        message: expect.stringContaining('step 7') as string,
      });
      expect(column(outcome, 'loss', 'train')).toEqual([]);
    });

    it('keeps and saves the weights of before when the rate is far too high', async () => {
      const outcome = await run({
        network: tinyNetwork({ norm: 'none' }),
        recipe: { epochs: 2, rate: { kind: 'constant', rate: 1e12 } },
      });
      expect(outcome.ending.ending).toBe('failed');
      const checkpoint = last(outcome.checkpoints);
      expect(checkpoint.counters.step).toBe(outcome.ending.step);
      for (const [name, { values }] of Object.entries(checkpoint.state)) {
        expect(values.every(Number.isFinite), name).toBe(true);
      }
    });
  });

  it('evaluates validation data first and saves the best', async () => {
    const outcome = await run({
      validation: 50,
      recipe: { epochs: 4, checkpoints: { every: 0, keep: 1, best: true } },
    });
    const accuracy = column(outcome, 'accuracy', 'validation');
    expect(accuracy).toHaveLength(4);
    const best = last(outcome.checkpoints).counters.best;
    expect(best?.accuracy).toBe(Math.max(...accuracy));
    expect(best?.step).toBe(6 * (accuracy.indexOf(Math.max(...accuracy)) + 1));
    expect(outcome.checkpoints.map(c => c.counters.step)).toContain(best?.step);
  });

  it('keeps weights under the max-norm of the network', async () => {
    const outcome = await run({ network: tinyNetwork({ maxNorm: 0.5 }), recipe: { epochs: 1 } });
    const { shape, values } = last(outcome.checkpoints).state['stage1.block1.conv1.weight'] ?? {
      shape: [],
      values: new Float32Array(),
    };
    const units = shape.at(-1) ?? 0;
    const squares = new Float64Array(units);
    values.forEach((w, i) => (squares[i % units] = (squares[i % units] ?? 0) + w * w));
    for (const square of squares) expect(Math.sqrt(square)).toBeLessThanOrEqual(0.5 + 1e-6);
    expect(Math.sqrt(Math.max(...squares))).toBeCloseTo(0.5, 5);
  });
}
