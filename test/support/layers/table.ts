/** What a folder may import. `type X`: only its types. A package ending in `*` stands for all that begin so. */
export interface Layer {
  /** Folders of the project, beside itself. */
  readonly project: readonly string[];
  /** Packages; `node` stands for all modules of Node. */
  readonly outside: readonly string[];
}

const tensorflow = ['@tensorflow/*'];
const pure = ['base', 'language', 'network', 'theory'];
/** What is shown of results. */
const shown = ['figures', 'curves', 'studies/present'];
const disk = ['system', 'untrusted', 'record', 'store'];
const engineCore = ['engine/types.ts', 'engine/compile', 'engine/model', 'engine/data', 'dataset'];

/** The table of `src/README.md`, one row per folder. A folder that is not here may not exist. */
export const layers: Readonly<Record<string, Layer>> = {
  base: { project: [], outside: [] },
  // What something that is not trusted has to be: schemas, checks, and what is said of what does not fit.
  untrusted: { project: ['base'], outside: ['@sinclair/typebox/*'] },
  // Schemas of what people write, and all that follows from one: checks, documentation, completion.
  schema: { project: ['base'], outside: ['@sinclair/typebox'] },
  // What the operating system gives: files and programs.
  system: { project: ['base'], outside: ['node'] },
  // Archives that downloads come in.
  archives: { project: ['base'], outside: ['node'] },
  language: {
    project: ['base', 'schema', 'studies/describe'],
    outside: ['yaml', '@sinclair/typebox', '@sinclair/typebox/*', 'ajv'],
  },
  network: { project: ['base', 'language'], outside: [] },
  theory: { project: ['base'], outside: [] },
  checks: { project: [...pure, 'studies/present'], outside: [] },
  // A figure as data, and where each of its pixels lies.
  figures: { project: ['base'], outside: [] },
  // Trainings as figures: of records only what is shown of a run in words, and what a width leaves out.
  curves: { project: ['base', 'figures', 'theory', 'record', 'type language'], outside: [] },
  // A study in three parts, by the names of its files: what it is asked, what is checked and shown, the measurement.
  'studies/describe': { project: ['base', 'schema'], outside: ['@sinclair/typebox'] },
  'studies/present': { project: [...pure, 'figures', 'curves', 'studies/describe'], outside: [] },
  'studies/compute': {
    project: [...pure, 'studies/describe', 'engine/studies'],
    outside: tensorflow,
  },
  record: { project: ['base', 'untrusted'], outside: ['apache-arrow'] },
  // Where runs live: whether a process does, and signals to it. Stores ask it of their runs.
  'runs/launch': { project: ['base', 'record', 'system'], outside: ['node'] },
  store: { project: ['base', 'record', 'system', 'runs/launch'], outside: ['node'] },
  // Runs that went on from each other: what the list of runs needs, which is there before results are asked for.
  'results/chains': { project: ['base', 'record', 'type store'], outside: [] },
  // Results of runs as far as they are read: joined over resumed runs, and made ready for who shows them.
  results: {
    project: [...pure, ...shown, ...disk, 'runs', 'type protocol', 'results/chains'],
    outside: ['node'],
  },
  protocol: {
    project: ['base', 'untrusted', 'type figures', 'type language', 'type network', 'type record'],
    outside: [],
  },
  server: {
    project: [...pure, 'checks', ...disk, 'dataset'],
    outside: ['node', 'vscode-languageserver*'],
  },
  // Which files a data set is made of, and whether they are what they were.
  dataset: { project: ['base', 'language', 'system', 'type record'], outside: ['node'] },
  runs: {
    project: ['base', 'language', 'checks', 'runs/launch', ...disk, 'dataset'],
    outside: ['node'],
  },
  host: {
    project: [
      ...pure,
      ...shown,
      'checks',
      ...disk,
      'dataset',
      'protocol',
      'results',
      'results/chains',
      'runs',
    ],
    outside: ['vscode', 'vscode-languageclient*', 'node'],
  },
  cli: {
    project: [...pure, ...shown, 'checks', ...disk, 'dataset', 'protocol', 'results', 'runs'],
    outside: ['node', 'commander', 'cli-progress'],
  },
  webview: {
    project: [
      ...['base', 'untrusted', 'theory', 'record', 'figures', 'protocol'],
      ...['type language', 'type network'],
    ],
    outside: [
      'chart.js*',
      'codemirror*',
      '@codemirror/*',
      'lit*',
      '@vscode/codicons*',
      'markdown-it',
      'dompurify',
    ],
  },
  // Types that the parts of the engine share.
  'engine/types.ts': { project: [], outside: [] },
  // A library of its own; of the system it takes a temporary folder.
  'engine/compile': { project: ['base', 'system'], outside: [...tensorflow, 'node'] },
  'engine/native': {
    project: ['base', 'system', 'archives', 'engine/types.ts'],
    outside: [...tensorflow, 'node'],
  },
  'engine/data': {
    project: ['base', 'system', 'archives', 'dataset', 'type language', 'engine/types.ts'],
    outside: ['node', 'fast-png', 'jpeg-js'],
  },
  'engine/model': {
    project: ['base', 'language', 'network', 'engine/types.ts', 'engine/compile'],
    outside: tensorflow,
  },
  'engine/train': { project: [...pure, ...disk, ...engineCore], outside: [...tensorflow, 'node'] },
  'engine/studies': {
    project: [...pure, ...disk, ...engineCore, 'engine/train'],
    outside: [...tensorflow, 'node'],
  },
  engine: {
    project: [
      ...[...pure, ...disk, ...engineCore, 'engine/native', 'engine/train', 'engine/studies'],
      ...['studies/describe', 'studies/compute'],
    ],
    outside: [...tensorflow, 'node'],
  },
  // src/extension.ts: builds, registers and returns.
  '': { project: ['base', 'host', ...disk, 'runs'], outside: ['vscode'] },
};
