import { locateData, type AskedData, type DataPlaces } from '../../dataset/index.ts';
import type { ReadOptions } from './formats/format.ts';
import { formats } from './formats/index.ts';
import type { Dataset } from './types.ts';

/**
 * Reads a set into memory and checks all of it. A known name must be that set, complete; of a set by
 * its path any number of images will do.
 *
 * @throws UserError as `locateData`, and those of the formats, which name file, offset, what was
 *   expected and what was found.
 */
export async function openDataset(
  data: AskedData,
  places: DataPlaces = {},
  options: Omit<ReadOptions, 'known'> = {},
): Promise<Dataset> {
  const { name, folder, layout, known } = await locateData(data, places);
  return { name, ...(await formats[layout.name].read(folder, { ...options, known })) };
}
