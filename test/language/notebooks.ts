/** A correct notebook with every kind of cell. */
export const whole = `note: |
  # Do residuals shrink with depth?
---
network: shallow
input: [32, 32, 3]
classes: 10
stem: {filters: 16, kernel: 3}
stages:
  - {blocks: 5, filters: 16}
  - {blocks: 5, filters: 32, stride: 2}
  - {blocks: 5, filters: 64, stride: 2}
block: preactivation            # a preset, or a list of layers
shortcut: pad                   # pad | projection | none
---
train: base
network: shallow
data: cifar10
epochs: 160
batch: 100
optimizer: {momentum: 0.9, decay: 2e-4}
rate: {cosine: [0.5, 0.001]}
grow: {at: [60, 110]}           # double the blocks, halve the step, restart the rate
seeds: [1, 2, 3]
---
norms: residuals by depth
of: base
---
lesion: remove one block
of: base
remove: each
`;

/** Correct notebooks that between them use every form of the language. */
export const correct: readonly string[] = [
  whole,
  '',
  '# only a comment\n',
  'network: one\npreset: resnet\n',
  'network: one\npreset: {resnet, depth: 14, width: 32}\nclasses: 100\n',
  'network: one\npreset: {name: wide, depth: 28, width: 10}\nstep: 0.5\n',
  'network: one\npreset: {bottleneck, depth: 164}\n',
  'network: one\npreset: {resnet-v1, depth: 20}\nshortcut: {projection: input, norm: true}\n',
  'network: one\npreset: {plain, depth: 20}\ninit: glorot\n',
  `network: listed
stages: [{blocks: 3, filters: 64}]
block:
  - norm
  - leaky-relu 0.1
  - conv 1/4
  - dropout 0.3
  - conv 3
shortcut: projection
max-norm: 2
`,
  'network: v1\nstages: [{blocks: 2, filters: 8}]\nblock: [conv 3, norm, relu, conv 3, norm, after: relu]\n',
  'network: v1\nstages: [{blocks: 2, filters: 8}]\nblock: [conv 3, norm, after: [relu]]\nhead: []\n',
  'network: taki\nstages: [{blocks: 100, filters: 16}]\nblock: [conv 8, relu]\nnorm: none\ninit: depth-scaled 1\n',
  `network: n
preset: {resnet, depth: 14}
---
train: t
network: n
data: {set: stl10, augment: none, standardize: none, train: 1000, test: 500, validation: 100}
epochs: 0.5
optimizer: {name: adamw, decay: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 1e-6}
rate: {steps: {rate: 0.1, at: [0.2, 0.4], factor: 0.2}}
warmup: 0.1
label-smoothing: 0.1
clip: 1
precision: tf32
evaluate: 0.5
norms: 0
checkpoints: {every: 10, keep: 1, best: false}
from: weights.safetensors
---
norms: n
of: t
statistics: training
split: train
examples: 1000
---
lesion: l
of: t
remove: [1, 5]
swap: [2]
repeats: 3
split: validation
seed: 7
`,
  `network: n
stages: [{blocks: 4, filters: 16}, {blocks: 4, filters: 32, stride: 2}]
transition: {layers: [conv 1], norm-preserving: 0.5}
step: {learn: channel, initial: 0.1}
stochastic-depth: 0.5
warp: {group: 2, operator: input, devices: 3}
init: zero-last
`,
  'network: n\npreset: {resnet-v1, depth: 20}\nblock: fixup\ninit: fixup\n',
  'network: n\npreset: {warpnet, depth: 55}\nwarp: {group: 3}\n',
  'network: n\npreset: procrustes\nstep: rezero\n',
  'network: n\npreset: initialization\n',
  'network: n\npreset: {wide, depth: 10, width: 1}\ntransition: pool\ninit: looks-linear\nstep: layerscale\n',
  `network: n
preset: {resnet, depth: 14}
---
train: a
network: n
data: cifar10
grow: {at: [60]}
from: b
---
train: b
network: n
data: cifar10
---
paths: p
of: a
lengths: [1, 12]
remove: 0
repeats: 2
---
levels: g
of: a
---
levels: planned
of: b
interpolations: 2
---
warp: w
of: b
group: 2
operators: [none, first-order, input, released]
scales: [1, 0.5]
---
compare: c
of: [a, b, 20261121-062501-base-4f2c]
metric: error
by: seconds
confidence: 0.9
`,
  'network: größe\r\npreset: resnet\r\n---\r\ntrain: "网络"\r\nnetwork: größe\r\ndata: ./bilder\r\nrate: 0.1\r\n',
  'norms: of a run\nof: 20261121-062501-base-4f2c\n---\nlesion: of a file\nof: runs/a/checkpoints/step-1.safetensors\n',
  '%YAML 1.2\n---\nnetwork: one # comment\npreset: &p {resnet, depth: 14}\n...\n---\nnote: text\n',
];
