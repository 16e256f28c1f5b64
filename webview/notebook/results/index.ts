// Results of cells. A kind with an element of its own defines `reslab-KIND-result` with the property `context`.
import '../../results/result.ts';
import './network.ts';
