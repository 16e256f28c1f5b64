import './comparison.ts';
import './train.ts';

/** The element that shows the results of a cell, by its kind; each has the property `context`. */
export const resultElements: ReadonlyMap<string, string> = new Map([
  ['train', 'reslab-train-result'],
]);
