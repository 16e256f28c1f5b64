export { inFile, standingAlone } from './alone.ts';
export * from './blockRow.ts';
export * from './blocks.ts';
export * from './colour.ts';
export * from './extents.ts';
export * from './identity.ts';
export { layOut, type SceneSize } from './layOut.ts';
export { axisWidth, rightPadding, tickRow } from './layPanel.ts';
export { rowsOf } from './data/rows.ts';
export * from './overBlocks.ts';
export { numberText, placeText, spreadText } from './numbers.ts';
export { type Raster, rasterOf } from './paint/raster.ts';
export * from './presented.ts';
export {
  lowerBound,
  nearestIndex,
  nearestIndices,
  readingOf,
  readingsAt,
  type Reading,
} from './readings.ts';
export { pixelOf, valueAt } from './scales/transform.ts';
export * from './ramp.ts';
export type * from './scene.ts';
export type * from './spec.ts';
export * from './shown.ts';
export * from './svg/index.ts';
export * from './theme.ts';
export * from './table.ts';
export type { FigureView, Measure } from './view.ts';
export * from './terminal/index.ts';
