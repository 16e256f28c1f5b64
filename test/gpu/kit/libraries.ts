import path from 'node:path';

/** A library that TensorFlow opens by this name, and what may stand for it, the best first. */
interface Wanted {
  readonly name: string;
  readonly from: readonly string[];
  /** It is opened but no function of it is called: an empty library of this name does. */
  readonly emptyDoes: boolean;
}

/**
 * TensorFlow is built for CUDA 12 and looks each function up by its name. CUDA 13 has nearly all of cuBLAS's
 * under the same names, and cuDNN 9 is the same for both.
 */
const wanted: readonly Wanted[] = [
  { name: 'libcudart.so.12', from: ['libcudart.so.12'], emptyDoes: false },
  { name: 'libcublasLt.so.12', from: ['libcublasLt.so.12', 'libcublasLt.so.13'], emptyDoes: false },
  { name: 'libcublas.so.12', from: ['libcublas.so.12', 'libcublas.so.13'], emptyDoes: false },
  { name: 'libcudnn.so.9', from: ['libcudnn.so.9'], emptyDoes: false },
  { name: 'libcufft.so.11', from: ['libcufft.so.11'], emptyDoes: true },
  { name: 'libcusolver.so.11', from: ['libcusolver.so.11'], emptyDoes: true },
  { name: 'libcusparse.so.12', from: ['libcusparse.so.12'], emptyDoes: true },
];

/** Opened by the libraries above, by their own names. */
const besides = /^lib(?:nvrtc|nvJitLink)[\w-]*\.so\.1[23]$/;

/** Names of libraries for which an empty one does. */
export const emptyNames = wanted.filter(each => each.emptyDoes).map(({ name }) => name);

export interface Chosen {
  /** Name in our folder, and the file that it leads to. */
  readonly links: readonly (readonly [name: string, target: string])[];
  /** Names for which our empty library is put there. */
  readonly empty: readonly string[];
  /** Folders in which libraries find each other. */
  readonly folders: readonly string[];
  /** Names for which there is nothing: the GPU will not be used. */
  readonly missing: readonly string[];
}

/** Chooses from the files of this machine (absolute paths) what our folder (its names) still lacks. */
export function chooseLibraries(files: readonly string[], ours: readonly string[]): Chosen {
  const found = files.filter(file => !file.split(path.sep).includes('stubs'));
  const links: (readonly [string, string])[] = [];
  const [empty, missing]: [string[], string[]] = [[], []];
  for (const { name, from, emptyDoes } of wanted.filter(each => !ours.includes(each.name))) {
    const target = from
      .map(candidate => found.find(file => path.basename(file) === candidate))
      .find(each => each !== undefined);
    if (target !== undefined) links.push([name, target]);
    else (emptyDoes ? empty : missing).push(name);
  }
  const others = found.filter(file => besides.test(path.basename(file)));
  const folders = [...links.map(([, target]) => target), ...others].map(file => path.dirname(file));
  return { links, empty, folders: [...new Set(folders)], missing };
}
