export { figureLines } from './figureLines.ts';
export { listedLines } from './listed.ts';
export { spelled, type Screen } from './screen.ts';
