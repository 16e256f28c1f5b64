/**
 * What the norms of a block mean, as the columns of every table that has them say it and the documentation quotes it.
 * B is the batch size, h the step of the block, L the number of blocks.
 */
export const normDefinitions = {
  block: 'block index from 0; L stands for the output of the last block',
  state:
    "L2 norm of one sample's feature map at the input of the block, behind a transition that leads to it, averaged over samples",
  /** While it trains. */
  residual:
    "L2 norm of one sample's residual as added (after h, learned scales and, with stochastic depth, 0 where the step drops the block), averaged over samples",
  /** In a study, in which no block is dropped. */
  studiedResidual:
    "L2 norm of one sample's residual as added (after h, learned scales and the factor of stochastic depth), averaged over samples; without the latter two divide by h for the norm of F",
  gradient:
    "L2 norm of B times the gradient of the mean batch loss by one sample's feature map at the input of the block, averaged over samples; no weight decay; with batch statistics samples couple",
} as const;
