import { createHash } from 'node:crypto';

/**
 * Which of a class's images test where a set has no test folder: about a fifth, by a hash of each
 * image's name, so that an image stays on its side when others come, go or change. Only a class so
 * small that one side would be empty gives one image to it: to the test side where it has five images
 * or more, to the training side always.
 *
 * @param names with the class in front
 */
export function testedNames(names: readonly string[]): Set<string> {
  const hashed = names
    .map(name => ({ name, hash: hashOf(name) }))
    .sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1));
  const tested = hashed.filter(({ hash }) => hash % 5 === 0);
  if (tested.length === hashed.length) tested.pop();
  else if (tested.length === 0 && hashed.length >= 5) tested.push(...hashed.slice(0, 1));
  return new Set(tested.map(({ name }) => name));
}

/** The first 32 bits of the name's SHA-256. */
function hashOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0);
}
