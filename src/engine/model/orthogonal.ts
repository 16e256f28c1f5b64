import type { Random } from '../../base/index.ts';

/**
 * A random matrix [rows, columns], by rows, whose rows are orthonormal, or its columns where they are
 * fewer. Uniformly distributed: Gram and Schmidt's method on normal numbers, each vector taken through
 * it twice, so that nothing is left of the others in double precision.
 */
export function orthogonal(rows: number, columns: number, random: Random): Float64Array {
  const [count, size] = rows <= columns ? [rows, columns] : [columns, rows];
  const vectors: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const v = Float64Array.from({ length: size }, () => random.normal());
    for (let pass = 0; pass < 2; pass++)
      for (const u of vectors) {
        const along = dot(u, v);
        for (let k = 0; k < size; k++) v[k] = (v[k] ?? 0) - along * (u[k] ?? 0);
      }
    const norm = Math.sqrt(dot(v, v));
    vectors.push(v.map(x => x / norm));
  }
  const matrix = new Float64Array(rows * columns);
  vectors.forEach((v, i) =>
    v.forEach((x, k) => (matrix[rows <= columns ? i * columns + k : k * columns + i] = x)),
  );
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
