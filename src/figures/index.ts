export * from './blockRow.ts';
export * from './blocks.ts';
export * from './colour.ts';
export * from './extents.ts';
export * from './identity.ts';
export * from './overBlocks.ts';
export * from './presented.ts';
export type * from './scene.ts';
export type * from './spec.ts';
