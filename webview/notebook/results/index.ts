import './comparison.ts';
import './lesion.ts';
import './network.ts';
import './norms.ts';
import './train.ts';

/** The element that shows the results of a cell, by its kind; each has the property `context`. */
export const resultElements: ReadonlyMap<string, string> = new Map([
  ['network', 'reslab-network-result'],
  ['train', 'reslab-train-result'],
  ['norms', 'reslab-norms-result'],
  ['lesion', 'reslab-lesion-result'],
]);
