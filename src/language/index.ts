export { decodeNotebook } from './decode.ts';
export { digestCell, digestOf } from './digest.ts';
export { type DataSetFacts, isDataPath, knownDataSets } from '../base/index.ts';
export type * from './diagnostic.ts';
export { formatInitialisation, initialisations } from './initialisations.ts';
export {
  type AnyKind,
  type KindDescriptor,
  kinds,
  schemasAt,
  type ValueOf,
} from './kinds/index.ts';
export {
  layerDescriptor,
  hasWeights,
  isActivation,
  takesStride,
  layers,
  type LayerContext,
  type LayerDescriptor,
  type LayerPlan,
  type LayerText,
  type LayerValue,
  type ParameterPlan,
  type Pads,
  padsOf,
  type PaddingValue,
} from './layers/index.ts';
export {
  codeAnchor,
  type CodeDescription,
  type DiagnosticCode,
  diagnosticCodes,
} from './diagnosticCodes.ts';
export { storedNetwork } from './kinds/network/stored.ts';
export { readNetwork, readRecipe, readStudy } from './storedValues.ts';
export { type Cursor, cursorAt } from './cursor.ts';
export { applySettings, type FindCell, readSetting } from './edit/applySettings.ts';
export {
  applyVariant,
  cellOfVariant,
  placeOfKey,
  settingsOf,
  withoutSource,
} from './edit/applyVariant.ts';
export { settingsBetween } from './edit/settingsBetween.ts';
export { deleteCell, duplicateCell, freshName, insertCell, moveCell } from './edit/cellEdits.ts';
export { type CellPiece, cellPieces } from './edit/cellPieces.ts';
export { toCode, toNote } from './edit/noteAndCode.ts';
export { applyEdits, type TextEdit } from './edit/textEdit.ts';
export { blockEdits, type BlockEdit } from './edit/blockEdits.ts';
export { formatCells } from './edit/formatCells.ts';
export { expandPreset } from './edit/expandPreset.ts';
export { type Cell, findCell, findNetwork, type Notebook, type Reference } from './notebook.ts';
export {
  networkCellOf,
  outsideRunOf,
  trainersOf,
  trainingCellOf,
  trainingCellsOf,
  weightsCellOf,
} from './refer.ts';
export { CellMemory } from './cellMemory.ts';
export { parseNotebook } from './parseNotebook.ts';
export type { Path, Place, Position, Positions } from './positions.ts';
export { type PlacedDiagnostic, toLineColumn } from './present.ts';
export { formatShape, sameShape, shapeSize, type Shape } from './shape.ts';
export type * from './values.ts';
export {
  blockPresets,
  type BlockPreset,
  depthRule,
  type PresetDescriptor,
  presetNetwork,
  type PresetOptions,
  presets,
  type PresetSettings,
} from './presets/index.ts';
export { variantsAsked } from './variantsAsked.ts';
export { whyNotRunnable, whyNotTrainable } from './runnable.ts';
export { notebookJsonSchema } from './reference/jsonSchema.ts';
export { languageReference } from './reference/reference.ts';
export { describeSchema, formsOf, type SchemaNode } from '../schema/index.ts';
export { type KindLook, kindLooks } from './looks.ts';
export { studies, studyOf, type StudyKind, type StudyValue } from './studies.ts';
export { didYouMean, suggest } from './suggest.ts';
