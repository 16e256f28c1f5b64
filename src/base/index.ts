export { assertNever, defined } from './assert.ts';
export { blockName, nameOfBlock } from './blockNames.ts';
export { blockOf } from './blocks.ts';
export { boxStats, type BoxStats } from './boxStats.ts';
export { csvText, type CsvValue } from './csv.ts';
export { type DataSetFacts, isDataPath, knownDataSets } from './dataSets.ts';
export { diffTexts, type TextChange } from './diff.ts';
export { largestOf } from './extremes.ts';
export { finiteOrNull, finiteRow } from './finite.ts';
export { type Flow, flowText, Written } from './flow.ts';
export {
  decimalsApart,
  formatBytes,
  formatClock,
  formatCount,
  formatDifference,
  formatDuration,
  formatFileSize,
  formatPlural,
  formatPoints,
  formatShare,
  formatShort,
  formatSpread,
  formatStepSize,
  formatTick,
  formatTickIn,
  formatValue,
} from './format.ts';
export { canonicalJson, type Json, parseJson } from './json.ts';
export { limits } from './limits.ts';
export { normDefinitions } from './normDefinitions.ts';
export { deviation, firstWhere, mean, quantile, shortFloat32 } from './numbers.ts';
export { printJson, printLine, printOver, type TextOutput } from './print.ts';
export { oneLine, printable, printableJson } from './printable.ts';
export { shortPlaces } from './places.ts';
export { Random } from './random.ts';
export { namesOf, type NamedRun } from './runNames.ts';
export { isSameData, keepOld } from './sameData.ts';
export type { Schedule } from './schedule.ts';
export type { Column, Row, TableSchema } from './table.ts';
export { left, renderTable, right, shortenRows, type TableColumn } from './textTable.ts';
export { LineIndex, type LineColumn, type TextRange } from './text.ts';
export { type ErrorArea, type ErrorCode, isOfArea, UserError } from './userError.ts';
export {
  canonicalVariant,
  compareVariants,
  differingKeys,
  identityOf,
  sameVariant,
  seedKey,
  valueIn,
  type Variant,
  variantKey,
  variantKeys,
  type VariantPart,
  withoutKey,
} from './variant.ts';
export { whyNoVariant } from './variantCheck.ts';
export { asWritten, hasValue, nameWithVariant, variantLabel } from './variantText.ts';
export { unsaidInNetworks, withUnsaid } from './unsaid.ts';
export { operatorDoc, warpOperators } from './warpOperators.ts';
