const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * The most that is read, or set aside in memory, of each kind of thing that comes from outside. Nothing is
 * allocated from a number that a file claims: the number is first held against what the file has, and then
 * against this table. Bytes, unless the name says something else.
 *
 * A limit is far above what honest files have (the reason says how far) and far below what ends a process.
 */
export const limits = {
  // Text

  /** run.json, status.json, end.json, annotations: run.json holds a cell's text (1 MB at most) twice over. */
  smallFile: 8 * MiB,
  /** A queue entry names 10,000 runs of 120 signs at most. */
  queueEntry: 2 * MiB,
  /** A lock, a token or a mark: a few hundred bytes. */
  note: 64 * KiB,
  /** The end of log.txt that an ending quotes: eight lines. */
  logTail: 8 * KiB,
  /** A notebook: its text may have 1,000,000 signs of four bytes. */
  notebook: 4 * MiB,
  /** Signs of a notebook; a notebook of 1,000 cells has a tenth. */
  notebookSigns: 1_000_000,
  /** Signs of a cell that is YAML; notes may be longer. The longest written by hand has 5,000. */
  cellSigns: 100_000,
  /** Nodes of a cell's YAML after its aliases; a network written out block by block has 2,000. */
  yamlNodes: 5_000,
  /** JSON within JSON; what we write is 12 deep, and 10,000 overflow the stack of who walks it. */
  jsonDepth: 64,
  /** Keys in which a run differs from others of its recipe; a sweep over everything has ten. */
  variantKeys: 64,
  /** Signs of such a key: `network.stages.12.filters` has 25. */
  variantKeySigns: 200,
  /** Signs of all of them with their values; stages written out have 500. */
  variantSigns: 10_000,
  /** Lists and objects within such a value: a list of blocks of layers has four. */
  variantDepth: 12,

  // Figures

  /** Pixels of a plot area that a page asks lines for; three large screens beside each other have 12,000. */
  figurePixels: 20_000,

  // Numbers in the names of files

  /** Steps, lock numbers, places in a queue: more digits than these are no safe integer. */
  numberDigits: 15,

  // Tables (Arrow)

  /** Metadata of a message: a schema of 1,000 columns with their definitions has 0.5 MB. */
  arrowMetadata: 4 * MiB,
  /** Body of a message: what a run writes in half a second has kilobytes, a large study 2 MB. */
  arrowBody: 64 * MiB,
  /** Rows that wait for a full disk before the run gives up. */
  pendingRows: 256 * MiB,

  // Weights (safetensors)

  /** Header: a network of 10,000 tensors has 1.5 MB. */
  tensorHeader: 8 * MiB,
  /** A tensor file. The largest network that trains in 80 GB of memory has a third of this with its optimiser. */
  tensorFile: 32 * GiB,

  // Data sets

  /** One file of a data set as it lies on disk; ImageNet at 64 x 64 has 1.6 GB in ten files. */
  dataFile: 4 * GiB,
  /** What a gzip file may unpack to, where its format does not say how much. */
  unpacked: 4 * GiB,
  /** A set whose contents are read for its fingerprint; a larger one is told by names, sizes and 64 of its files. */
  fingerprinted: 2e9,
  /** One picture on disk; a 16-bit PNG of `imagePixels` that nothing compresses has 384 MiB. */
  imageFile: 384 * MiB,
  /** Pixels of one picture: 8192 x 8192. Networks are given a hundredth. */
  imagePixels: 64 * MiB,
  /** Kept sums of the files of one set: those of half a million. */
  fingerprints: 64 * MiB,
  /** What a member of a zip archive may unpack to; the largest library of TensorFlow has about 1 GB. */
  zipMember: 2 * GiB,
  /** A wheel; CUDA's largest has 0.7 GB. */
  wheel: 4 * GiB,
  /** A download whose size is not known beforehand. */
  download: 4 * GiB,
} as const;
