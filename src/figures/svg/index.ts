export { writeSvg, type SvgWords } from './writeSvg.ts';
