export * from './presented.ts';
export type * from './scene.ts';
export type * from './spec.ts';
