export * from './colour.ts';
export * from './identity.ts';
export * from './presented.ts';
export type * from './scene.ts';
export type * from './spec.ts';
