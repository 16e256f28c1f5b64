import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined, type Row } from '../../../src/base/index.ts';
import type { NetworkValue, StudyValue } from '../../../src/language/index.ts';
import { forward } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import type { StudyContext } from '../../../src/engine/studies/index.ts';
import { planNetwork, presetNetwork, type NetworkPlan } from '../../../src/network/index.ts';
import { batchTensors, families, tensorsOf, tiny, unevenValues } from '../model/tiny.ts';
import { context, eventsOf, expectColumns, numberIn, randomExamples, rowsOf } from './support.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function lesions(change: Partial<StudyValue<'lesion'>>): StudyValue<'lesion'> {
  return {
    of: 'base',
    remove: null,
    swap: null,
    repeats: 1,
    split: 'test',
    examples: null,
    seed: 1,
    ...change,
  };
}

/** Error and loss of a network by running it once over all examples. */
function evaluate(study: StudyContext, plan: NetworkPlan, examples = randomExamples(plan, 6)) {
  return tf.tidy(() => {
    const { images, labels } = batchTensors(plan, examples);
    const state = tensorsOf(study.weights);
    const { logits } = forward(plan, plainOps, state, images, { training: false });
    const right = tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'int32')).dataSync();
    return {
      error: 1 - (right[0] ?? NaN) / labels.size,
      loss: plainOps.crossEntropy(logits, labels, 0).dataSync()[0] ?? NaN,
    };
  });
}

function expectMeasured(row: Row | undefined, expected: { error: number; loss: number }): void {
  expect(numberIn(row, 'error')).toBeCloseTo(expected.error, 10);
  expect(numberIn(row, 'loss')).toBeCloseTo(expected.loss, 5);
}

describe('removing blocks', () => {
  it.each(families)('of a %s network: the intact row is the network', async (_, makePlan) => {
    const plan = makePlan({ size: 4 });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ remove: 'each' }));
    expect(rows).toHaveLength(1 + plan.blocks.length);
    expectMeasured(rows[0], evaluate(study, plan));
    expect(rows.every(r => r['examples'] === 6 && r['tau'] === 1)).toBe(true);
  });

  it('equals a network without these blocks', async () => {
    const plan = tiny('resnet', {}, { blocks: 3, size: 4 });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ remove: [2], repeats: 12 }));
    const compared = rows.slice(1).filter(row => {
      const blocks = String(row['blocks']).split(',').map(Number);
      expect(blocks).toHaveLength(2);
      // a block that changes the shape keeps its shortcut, so it cannot just be left out
      if (blocks.some(l => plan.blocks[l]?.shortcut.kind !== 'identity')) return false;
      const rest = { ...plan, blocks: plan.blocks.filter((_, l) => !blocks.includes(l)) };
      expectMeasured(row, evaluate(study, rest));
      return true;
    });
    expect(compared.length).toBeGreaterThan(2);
    expect(new Set(rows.map(r => r['blocks'])).size).toBeGreaterThan(6);
  });

  it('of a linear network takes away exactly their paths', async () => {
    // scalar features x, blocks x + a·x, no other layers: the logit is v·x·Π(1 + a)
    const a = [0.5, -0.25, 2];
    const plan = planNetwork({
      ...presetNetwork({ preset: 'resnet', depth: 8, input: [1, 1, 1], classes: 2 }),
      stem: { filters: 1, kernel: 1, stride: 1, layers: [] },
      stages: [{ blocks: 3, filters: 1, stride: 1 }],
      block: { layers: [{ layer: 'conv', kernel: 1, divide: 1 }], after: [] },
      head: { layers: [] },
    });
    const weight = (shape: number[], ...values: number[]) => ({
      shape,
      values: Float32Array.from(values),
    });
    const weights = {
      'stem.conv.weight': weight([1, 1, 1, 1], 1),
      ...Object.fromEntries(
        a.map((w, i) => [`stage1.block${i + 1}.conv1.weight`, weight([1, 1, 1, 1], w)]),
      ),
      'dense.weight': weight([1, 2], 1, 0),
      'dense.bias': weight([2], 0, 0),
    };
    const examples = { images: Float32Array.of(1), labels: Int32Array.of(0) };
    const study = context(plan, examples, { weights });
    const rows = await rowsOf('lesion', study, lesions({ remove: 'each', swap: [1], repeats: 3 }));
    const lossOf = (factors: number[]) =>
      Math.log(1 + Math.exp(-factors.reduce((p, f) => p * (1 + f), 1)));
    const expected = [a, [0, a[1], a[2]], [a[0], 0, a[2]], [a[0], a[1], 0], a, a, a];
    expect(rows.map(r => numberIn(r, 'loss').toFixed(5))).toEqual(
      expected.map(factors => lossOf(factors as number[]).toFixed(5)),
    );
  });

  it('of all blocks leaves the skip path', async () => {
    const plan = tiny('resnet', {}, { blocks: 1, size: 4 });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ remove: [3] }));
    const skips = {
      ...plan,
      blocks: plan.blocks.map(b => ({ ...b, step: 0 })), // h = 0: every residual is zero
    };
    expectMeasured(rows[1], evaluate(study, skips));
    expect(rows[1]?.['blocks']).toBe('0,1,2');
    expectColumns('lesion', rows);
  });

  it('of more than there are is refused with the number there is', async () => {
    const plan = tiny('resnet', {}, { size: 4 });
    const study = context(plan, randomExamples(plan, 4));
    await expect(rowsOf('lesion', study, lesions({ remove: [1, 4] }))).rejects.toThrow(
      /4 blocks.*has 3/,
    );
  });
});

describe('removing blocks of a plain network', () => {
  const filters = (...counts: number[]) =>
    counts.map((n, s) => ({ blocks: 1, filters: n, stride: s === 0 ? 1 : 2 }));

  it('pools and pads the state in their place', async () => {
    const plan = tiny('plain', { input: [8, 12, 3], stages: filters(4, 5) });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ remove: 'each' }));
    const instead = (l: number) => {
      const block = defined(plan.blocks[l], 'block');
      const layers = [
        { layer: 'pool', in: block.in, out: [4, 6, 4], stride: 2 },
        // A kernel that copies four channels and leaves the fifth at zero.
        {
          layer: 'conv',
          in: [4, 6, 4],
          out: block.out,
          stride: 1,
          kernel: 1,
          pads: [0, 0, 0, 0],
          weight: copy,
        },
      ] as const;
      return { ...block, branch: l === 0 ? [] : layers };
    };
    const copy = { name: 'copy', shape: [1, 1, 4, 5], role: 'weight', trainable: true } as const;
    const weights = {
      ...study.weights,
      copy: {
        shape: copy.shape,
        values: Float32Array.from({ length: 20 }, (_, i) => (i % 6 === 0 ? 1 : 0)),
      },
    };
    rows.slice(1).forEach((row, l) => {
      const blocks = plan.blocks.map((block, at) => (at === l ? instead(l) : block));
      expectMeasured(row, evaluate({ ...study, weights }, { ...plan, blocks }));
    });
  });

  it.each<[string, Partial<NetworkValue>, string]>([
    ['the stride does not divide the height', { input: [9, 9, 3] }, '5×5×4 of 9×9×4'],
    ['the stride does not divide the width', { input: [12, 3, 3] }, '6×2×4 of 12×3×4'],
    ['channels go', { stages: filters(4, 2) }, '4×4×2 of 8×8×4'],
  ])('is refused where %s', async (_, change, words) => {
    const plan = tiny('plain', { stages: filters(4, 4), ...change });
    const study = context(plan, randomExamples(plan, 4));
    await expect(rowsOf('lesion', study, lesions({ remove: 'each' }))).rejects.toThrow(words);
    const [whole] = await rowsOf('lesion', study, lesions({}));
    expectMeasured(whole, evaluate(study, plan, randomExamples(plan, 4)));
  });
});

describe('swapping blocks', () => {
  it('equals a network built in that order, and gives its τ', async () => {
    const plan = tiny('resnet', {}, { blocks: 3, size: 4 });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ swap: [1, 3], repeats: 4 }));
    expectColumns('lesion', rows);
    const pairCount = (9 * 8) / 2;
    for (const row of rows.slice(1)) {
      const order = plan.blocks.map((_, i) => i);
      const pairs = String(row['blocks'])
        .split(',')
        .map(p => p.split('-').map(Number) as [number, number]);
      for (const [a, b] of pairs) {
        expect([plan.blocks[a]?.in, plan.blocks[a]?.out]).toEqual([
          plan.blocks[b]?.in,
          plan.blocks[b]?.out,
        ]);
        [order[a], order[b]] = [order[b] ?? b, order[a] ?? a];
      }
      const reordered = { ...plan, blocks: order.map(i => plan.blocks[i] ?? plan.blocks[0]!) };
      expectMeasured(row, evaluate(study, reordered));
      if (pairs.length === 1) {
        const [a, b] = pairs[0] ?? [0, 0];
        expect(numberIn(row, 'tau')).toBeCloseTo(1 - (2 * (2 * (b - a) - 1)) / pairCount, 10);
      }
    }
    expect(rows.slice(1).every(r => r['count'] === String(r['blocks']).split(',').length)).toBe(
      true,
    );
  });

  it('draws the same pairs for the same seed, others for another', async () => {
    const plan = tiny('resnet', {}, { blocks: 3, size: 4 });
    const study = context(plan, randomExamples(plan, 4));
    const blocks = async (seed: number) =>
      (await rowsOf('lesion', study, lesions({ swap: [5], repeats: 3, seed }))).map(
        r => r['blocks'],
      );
    const first = await blocks(1);
    expect(await blocks(1)).toEqual(first);
    expect(await blocks(2)).not.toEqual(first);
  });

  it('moves the factor of stochastic depth with its block', async () => {
    const plan = tiny('resnet', { survival: 0.3, step: 0.5 }, { blocks: 2, size: 4 });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ swap: [1], repeats: 8 }));
    for (const row of rows.slice(1)) {
      const [a = 0, b = 0] = String(row['blocks']).split('-').map(Number);
      const order = plan.blocks.map((_, l) => (l === a ? b : l === b ? a : l));
      const reordered = { ...plan, blocks: order.map(l => defined(plan.blocks[l], 'block')) };
      expectMeasured(row, evaluate(study, reordered));
    }
  });

  it('leaves the transition in front of a block where it is', async () => {
    const plan = tiny('resnet', {
      stem: { filters: 6, kernel: 3, stride: 1, layers: [] },
      stages: [{ blocks: 2, filters: 4, stride: 1 }],
      transition: { layers: [{ layer: 'conv', kernel: 1, divide: 1 }], preserve: 0 },
    });
    const study = context(plan, randomExamples(plan, 6));
    const rows = await rowsOf('lesion', study, lesions({ swap: [1] }));
    const [first, second] = plan.blocks.map(block => ({ ...block, enter: undefined }));
    const enter = plan.blocks[0]?.enter;
    const swapped = [{ ...defined(second, 'block'), enter }, defined(first, 'block')];
    expect(rows.map(r => r['blocks'])).toEqual(['', '0-1']);
    expectMeasured(rows[1], evaluate(study, { ...plan, blocks: swapped }));
  });

  it('is refused where no two blocks have the same shape', async () => {
    const plan = tiny('wide', {}, { size: 4 });
    const study = context(plan, randomExamples(plan, 4));
    await expect(rowsOf('lesion', study, lesions({ swap: [1] }))).rejects.toThrow(/same shape/);
  });
});

it('a stopped lesion study keeps the rows it has and frees its tensors', async () => {
  const plan = tiny('resnet', {}, { size: 4 });
  const before = tf.memory().numTensors;
  const controller = new AbortController();
  let batches = 0;
  const inner = context(plan, randomExamples(plan, 6), { weights: unevenValues(plan) });
  const examples = {
    ...inner.examples,
    batch: (i: number) => {
      if (++batches === 3) controller.abort();
      return inner.examples.batch(i);
    },
  };
  const events = await eventsOf(
    'lesion',
    { ...inner, examples, signal: controller.signal },
    lesions({ remove: 'each' }),
  );
  expect(events.map(e => e.kind)).toEqual(['progress', 'progress', 'rows', 'progress']);
  expect(tf.memory().numTensors).toBe(before);
});
