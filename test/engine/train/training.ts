import { describe, expect, it } from 'vitest';
import { growthProvenance } from '../../../src/theory/index.ts';
import type { Checkpoint, HostState, Runtime } from '../../../src/engine/train/index.ts';
import { column, eventsOf, runTraining, tinyNetwork, type Case } from './support.ts';

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
      ['with stochastic depth', 5, { network: tinyNetwork({ survival: 0.5, skipsDropped: true }) }],
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
      const rest = await run({ ...options, start: { kind: 'resume', run: 'before', checkpoint } });
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

    const test = (outcome: Awaited<ReturnType<typeof run>>) =>
      outcome.records.flatMap(r =>
        r.kind === 'metrics' && r.row['split'] === 'test' ? [r.row] : [],
      );

    it('is evaluated right before and right after it, and told as an event with both', async () => {
      // Evaluated by the schedule at steps 9 and 18 only: the other three are those of the growths.
      const outcome = await run({ recipe: { ...options.recipe, evaluate: 1.5 } });
      expect(test(outcome).map(row => [row['step'], row['blocks']])).toEqual([
        [6, 4],
        [6, 8],
        [9, 8],
        [12, 8],
        [12, 16],
        [18, 16],
      ]);
      const losses = test(outcome).map(row => row['loss']);
      const growths = eventsOf(outcome);
      expect(growths.map(row => row['kind'])).toEqual(['growth', 'growth']);
      expect(growths[0]).toMatchObject({
        step: 6,
        epoch: 1,
        blocks_before: 4,
        blocks_after: 8,
        h_before: 1,
        h_after: 0.5,
        rate_after: 0.1,
        test_loss_before: losses[0],
        test_loss_after: losses[1],
      });
      expect(growths[1]).toMatchObject({
        step: 12,
        blocks_before: 8,
        blocks_after: 16,
        h_after: 0.25,
        test_loss_before: losses[3],
        test_loss_after: losses[4],
      });
      // They change nothing: neither the weights nor which checkpoint is the best.
      const plain = await run({ recipe: { ...options.recipe, evaluate: 3 } });
      expect(bits(last(outcome.checkpoints).state)).toEqual(bits(last(plain.checkpoints).state));
      expect(last(plain.checkpoints).counters.best?.step).toBe(18);
    });

    it('keeps the function where all residuals are zero, and only there', async () => {
      const still = { ...options.recipe, rate: { kind: 'constant' as const, rate: 0 } };
      const around = async (network: Case['network']) => {
        const [growth] = eventsOf(await run({ network, recipe: still }));
        return [growth?.['test_loss_before'], growth?.['test_loss_after']];
      };
      // The last convolution of each branch is zero, and a rate of 0 leaves it so: F = 0.
      const zero = await around(tinyNetwork({ init: { kind: 'zero-last', scale: 1 } }));
      expect(zero[1]).toBe(zero[0]);
      const other = await around(tinyNetwork());
      expect(other[1]).not.toBe(other[0]);
    });

    it('is repeated whole where a stop request came while it was evaluated', async () => {
      const network = tinyNetwork();
      const whole = await run({ network, recipe: { ...options.recipe, evaluate: 3 } });
      for (const calls of [1, 2]) {
        const begun = await run({
          network,
          recipe: { ...options.recipe, evaluate: 3 },
          stopInEvaluation: calls,
        });
        expect(begun.ending).toEqual({ ending: 'stopped', step: 6 });
        expect(eventsOf(begun).map(row => row['kind'])).toEqual(['early stop']);
        const checkpoint = last(begun.checkpoints);
        expect(checkpoint.counters).toMatchObject({ step: 6, growths: 0 });
        const rest = await run({
          network,
          recipe: { ...options.recipe, evaluate: 3 },
          start: { kind: 'resume', run: 'before', checkpoint },
        });
        expect(bits(last(rest.checkpoints).state)).toEqual(bits(last(whole.checkpoints).state));
        const timeless = (rows: ReturnType<typeof eventsOf>) =>
          rows.map(row => ({ ...row, seconds: 0, time: '' }));
        expect(timeless(eventsOf(rest)).slice(1)).toEqual(timeless(eventsOf(whole)));
        expect(eventsOf(rest)[0]).toMatchObject({ kind: 'resume', step: 6, text: 'before' });
      }
    });

    it('is refused where a stage has a single block', async () => {
      const network = tinyNetwork();
      const stages = network.stages.map((s, i) => (i === 1 ? { ...s, blocks: 1 } : s));
      await expect(run({ ...options, network: { ...network, stages } })).rejects.toThrow(
        /stage 2 has one block/,
      );
    });
  });

  it('tells of restarts of the rate, at a growth as a part of that', async () => {
    const rate = { kind: 'cosine' as const, max: 0.1, min: 0, restarts: [0.5, 1, 2] };
    const outcome = await run({ recipe: { epochs: 3, rate, grow: { at: [1], momentum: 'zero' } } });
    expect(eventsOf(outcome).map(row => [row['kind'], row['step']])).toEqual([
      ['restart', 3],
      ['growth', 6],
      ['restart', 12],
    ]);
    // Three steps of a cosine from 0.1 to 0: the last is at two thirds of half a turn.
    const [restart] = eventsOf(outcome);
    expect(restart?.['rate_before']).toBeCloseTo(0.05 * (1 + Math.cos((2 / 3) * Math.PI)), 12);
    expect(restart).toMatchObject({ rate_after: 0.1, blocks_before: 4, blocks_after: 4 });
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
      const outcome = await run({
        recipe: { epochs: 2 },
        start: { kind: 'resume', run: 'before', checkpoint },
      });
      expect(outcome.ending).toMatchObject({ ending: 'failed', step: 6, block });
      expect(last(eventsOf(outcome))).toMatchObject({ kind: 'divergence', step: 6, text: block });
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
