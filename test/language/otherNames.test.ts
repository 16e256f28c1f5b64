import { describe, expect, it } from 'vitest';
import { didYouMean, parseNotebook, suggest } from '../../src/language/index.ts';
import { studiesCalled } from '../../src/language/otherNames.ts';

const messages = (text: string) => parseNotebook(text).diagnostics.map(d => d.message);

describe('words of other tools', () => {
  it.each([
    ['lr', ['rate', 'network', 'warmup'], 'rate'],
    ['Learning_Rate', ['rate', 'warmup'], 'rate'],
    ['batch size', ['batch', 'epochs'], 'batch'],
    ['kaiming_normal', ['he', 'he-uniform', 'glorot'], 'he'],
    ['xavier', ['he', 'glorot'], 'glorot'],
    ['channels', ['blocks', 'filters', 'stride'], 'filters'],
    ['kernel_size', ['filters', 'kernel'], 'kernel'],
    // Where the name that is meant is no candidate, spelling decides.
    ['lr', ['filters', 'stride'], null],
    ['filter', ['filters', 'stride'], 'filters'],
    ['constructor', ['filters'], null],
    // Nobody sees the difference.
    ['small', ['sm\u200ball'], null],
    ['small', ['sm\u200ball', 'smal'], 'smal'],
    ['sm\u200ball', ['small'], 'small'],
  ])('%s among %j is %s', (word, candidates, meant) => {
    expect(suggest(word, candidates)).toBe(meant);
  });

  it('says the name that a key has here', () => {
    expect(messages('train: a\nnetwork: b\ndata: cifar10\nepochs: 1\nlr: 0.1\n')).toContain(
      'There is no key `lr` in this cell. Did you mean `rate`?',
    );
  });

  it('says where a key belongs that has another name and place here', () => {
    const found = messages('train: a\nnetwork: b\ndata: cifar10\nepochs: 1\nweight_decay: 1e-4\n');
    expect(found).toContain(
      'There is no key `weight_decay` in this cell. Here it is `optimizer: {decay: ...}`.',
    );
  });

  it('names all studies that people call so', () => {
    const studies = [
      { kind: 'lesion', aliases: ['ablation', 'prune'] },
      { kind: 'norms', aliases: [] },
      { kind: 'surgery', aliases: ['ablation'] },
    ];
    expect(studiesCalled('Ablation', studies)).toEqual(['lesion', 'surgery']);
    expect(studiesCalled('prune', studies)).toEqual(['lesion']);
    const kinds = ['lesion', 'norms', 'surgery'];
    expect(didYouMean('ablation', kinds, ['lesion', 'surgery'])).toBe(
      ' Did you mean `lesion` or `surgery`?',
    );
    // What is no candidate is not offered.
    expect(didYouMean('ablation', ['lesion'], ['lesion', 'surgery'])).toBe(
      ' Did you mean `lesion`?',
    );
    expect(messages('ablation: a\n')[0]).toMatch(/Did you mean .*`lesion`.*\?$/);
  });

  it('offers the nearest kind', () => {
    expect(messages('model: a\n')[0]).toContain('Did you mean `network`?');
  });
});
