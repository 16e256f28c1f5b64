/** What TensorFlow's own wheel needs (manylinux_2_27): the binding may not need more. */
const MOST: Readonly<Record<string, string>> = {
  GLIBC: '2.27',
  GLIBCXX: '3.4.22',
  CXXABI: '1.3.11',
};

/** The newest version of each system library that an ELF file names, e.g. `GLIBC_2.14`. */
export function neededVersions(elf: Buffer): readonly string[] {
  const newest = new Map<string, string>();
  for (const [, library = '', version = ''] of elf
    .toString('latin1')
    .matchAll(/\0(GLIBC|GLIBCXX|CXXABI)_([\d.]+)(?=\0)/g))
    if (compare(version, newest.get(library) ?? '0') > 0) newest.set(library, version);
  return [...newest].map(([library, version]) => `${library}_${version}`);
}

/** Those of the versions that are newer than what TensorFlow needs. */
export function tooNew(versions: readonly string[]): readonly string[] {
  return versions.filter(name => {
    const [library = '', version = ''] = name.split('_');
    return compare(version, MOST[library] ?? '0') > 0;
  });
}

function compare(a: string, b: string): number {
  const [x, y] = [a, b].map(version => version.split('.').map(Number));
  for (let i = 0; i < 4; i++) if (x?.[i] !== y?.[i]) return (x?.[i] ?? 0) - (y?.[i] ?? 0);
  return 0;
}
