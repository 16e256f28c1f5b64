export {
  cifar100Classes,
  cifar10Classes,
  coil20Classes,
  digitClasses,
  stl10Classes,
} from './classNames.ts';
export { codeFolder } from './codeFolder.ts';
export { dataCacheFolder, dataFolders, ownSetNames } from './dataFolders.ts';
export { picturesIn, type Rules } from './files.ts';
export { describeDifferences, knownBy } from './identity/differences.ts';
export { fingerprintIfKnown, identifyData, type IdentifiedData } from './identity/identify.ts';
export { findKnownSet, knownSets, type KnownFile, type KnownSet } from './knownSets.ts';
export { cifar10Batches, layouts, type Layout, type LayoutName } from './layouts.ts';
export {
  locateData,
  pathOfSet,
  type AskedData,
  type DataPlaces,
  type LocatedData,
} from './locate.ts';
export type { LeftOut, Picture, PictureFolder } from './pictures/types.ts';
export { describeLeftOut, describePictures } from './pictures/describe.ts';
export { unreadable } from './unreadable.ts';
