/** `2.4`: what a block is called by its stage and its place there, both counted from 0. */
export function blockName(stage: number, inStage: number): string {
  return `${stage + 1}.${inStage + 1}`;
}

/** The same by its index in all of a network with so many blocks in each stage; `end` behind the last. */
export function nameOfBlock(blocks: readonly number[], index: number): string {
  let left = index;
  for (const [stage, count] of blocks.entries()) {
    if (left < count) return blockName(stage, left);
    left -= count;
  }
  return 'end';
}
