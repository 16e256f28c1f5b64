import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '../../../../src/engine/native/install/recipe.ts';
import { makeZip } from '../../../support/makeZip.ts';

/** What the fake runtime consists of, once installed. */
export const CONTENT: Readonly<Record<string, Buffer>> = {
  'tensorflow/libtensorflow_cc.so.2': noise(400_000, 1),
  'tensorflow/libtensorflow_framework.so.2': noise(90_000, 2),
  'nvidia/cublas/lib/libcudnn.so.9': noise(200_000, 3),
};

/** Two small wheels like the real ones, with files in them that nobody wants, and their recipe. */
export function fakeWheels(): { readonly recipe: Recipe; readonly archives: readonly Buffer[] } {
  const [cc, framework, cudnn] = Object.values(CONTENT);
  const archives = [
    makeZip({
      'tensorflow/libtensorflow_cc.so.2': cc ?? noise(0, 0),
      'tensorflow/python/__init__.py': Buffer.from('unwanted'),
      'tensorflow/libtensorflow_framework.so.2': framework ?? noise(0, 0),
    }),
    makeZip({
      'nvidia/cudnn/lib/libcudnn.so.9': cudnn ?? noise(0, 0),
      'nvidia/cudnn/lib/libcudnn.alt.so.9': Buffer.from('unwanted'),
    }),
  ];
  const wheels = ['tensorflow-1.whl', 'nvidia-cudnn-2.whl'].map((file, i) => ({
    requirement: file.replace(/-(\d).whl/, '==$1'),
    file,
    bytes: archives[i]?.length ?? 0,
    sha256: createHash('sha256')
      .update(archives[i] ?? '')
      .digest('hex'),
    implementation: 'py' as const,
    unpacked: 700_000,
  }));
  const place = (entry: string) =>
    entry.includes('libtensorflow')
      ? entry
      : entry.endsWith('libcudnn.so.9')
        ? 'nvidia/cublas/lib/libcudnn.so.9'
        : null;
  return { recipe: { variant: 'cuda', wheels, place }, archives };
}

/** Puts the wheels into a folder, as somebody without a network would. */
export function writeWheels(folder: string): void {
  const { recipe, archives } = fakeWheels();
  recipe.wheels.forEach((wheel, i) => writeFileSync(join(folder, wheel.file), archives[i] ?? ''));
}

/** Bytes that do not compress to nothing. */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, x = seed + 1; i < length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    bytes[i] = x >>> 26;
  }
  return bytes;
}
