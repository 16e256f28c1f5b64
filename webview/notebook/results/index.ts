// Results of cells: each file defines the element `reslab-KIND-result` with the property `context`.
import './compare.ts';
import './lesion.ts';
import './network.ts';
import './norms.ts';
import './train.ts';
