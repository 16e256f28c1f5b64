export type { LegendEntry } from './legend.ts';
export { legendOf, writeSvg, type SvgWords } from './writeSvg.ts';
