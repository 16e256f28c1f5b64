import type { InitialisationValue } from './values.ts';

/** A law of weights at the start that `init:` can name. */
export interface Initialisation {
  readonly kind: InitialisationValue['kind'];
  /** As it is written where it stands alone. */
  readonly word: string;
  /** In Markdown, with paper and section. */
  readonly doc: string;
}

/** In the order in which documentation lists them. */
export const initialisations: readonly Initialisation[] = [
  {
    kind: 'he',
    word: 'he',
    doc: 'Normal with variance g/fan-in, g the gain of the activation: 2/fan-in for relu (He et al., ICCV 2015).',
  },
  {
    kind: 'he-uniform',
    word: 'he-uniform',
    doc: 'Uniform with the same variance: in ±√(3g/fan-in), ±√(6/fan-in) for relu. Oyedotun et al. (ICPR 2020) print the latter, with leaky-relu β too: that is `{he-uniform, scale: 1 + β²}` here, the sum as a number.',
  },
  {
    kind: 'glorot',
    word: 'glorot',
    doc: 'Uniform in ±√(6/(fan-in + fan-out)), whatever the activation (Glorot and Bengio, AISTATS 2010, eq. 16).',
  },
  {
    kind: 'depth-scaled',
    word: 'depth-scaled 1',
    doc: 'Normal with variance C/(fan-in·L) for the branches of L blocks, `he` for stem, transitions, projections and the last dense layer (Taki, arXiv 1709.02956).',
  },
  {
    kind: 'zero-last',
    word: 'zero-last',
    doc: '`he`, and each branch ends in zero: the scale of its last norm, or else its last layer with weights. Every block starts as its shortcut.',
  },
  {
    kind: 'fixup',
    word: 'fixup',
    doc: 'For networks without normalisation: each branch and the classifier end in zero, the other weights of a branch of m > 1 layers with weights are `he` times L^(−1/(2m − 2)) (Zhang et al., ICLR 2019).',
  },
  {
    kind: 'looks-linear',
    word: 'looks-linear',
    doc: '`he`, mirrored in pairs of channels so that a network of relus is linear at the start (Balduzzi et al., ICML 2017).',
  },
  {
    kind: 'delta-orthogonal',
    word: 'delta-orthogonal',
    doc: 'A random orthogonal matrix at the centre of each kernel, zero elsewhere; dense layers are orthogonal matrices (Xiao et al., ICML 2018). Between different numbers of channels the rows or the columns are orthonormal, whichever are fewer. The centre of an even kernel is the place that sees the pixel of its output, K/2 from 1. The gain of the activation is no part of it; `scale` is the paper’s σ_w².',
  },
];

/** `he`, `depth-scaled 1`, `he, scale 2`. */
export function formatInitialisation(init: InitialisationValue): string {
  const law = init.kind === 'depth-scaled' ? `depth-scaled ${init.c}` : init.kind;
  return init.scale === undefined ? law : `${law}, scale ${init.scale}`;
}
