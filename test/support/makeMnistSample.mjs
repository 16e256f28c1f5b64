// Makes media/data/mnist-sample from the full MNIST: of each digit the first 300 training and the
// first 100 test images, in the order of the files.
// Run: RESIDUAL_LAB_DATA=DIR node test/support/makeMnistSample.mjs   (DIR/mnist/*.gz)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

const from = `${process.env.RESIDUAL_LAB_DATA}/mnist`;
const to = new URL('../../media/data/mnist-sample/', import.meta.url);
const side = 28;

mkdirSync(to, { recursive: true });
takeSplit('train', 300);
takeSplit('t10k', 100);

function takeSplit(split, perDigit) {
  const images = gunzipSync(readFileSync(`${from}/${split}-images-idx3-ubyte.gz`));
  const labels = gunzipSync(readFileSync(`${from}/${split}-labels-idx1-ubyte.gz`)).subarray(8);
  const taken = new Array(10).fill(0);
  const chosen = [...labels.keys()].filter(i => taken[labels[i]]++ < perDigit);
  const pixels = chosen.map(i => images.subarray(16 + i * side * side, 16 + (i + 1) * side * side));
  write(`${split}-images-idx3-ubyte.gz`, [header(0x803, chosen.length, side, side), ...pixels]);
  write(`${split}-labels-idx1-ubyte.gz`, [
    header(0x801, chosen.length),
    Buffer.from(chosen.map(i => labels[i])),
  ]);
}

function header(...numbers) {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((n, i) => bytes.writeUInt32BE(n, 4 * i));
  return bytes;
}

function write(name, parts) {
  const bytes = Buffer.concat(parts);
  const packed = gzipSync(bytes, { level: 9 });
  writeFileSync(new URL(name, to), packed);
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(`${name}  ${packed.length} bytes, unpacked ${bytes.length}, sha256 ${digest}`);
}
