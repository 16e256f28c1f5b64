import { UserError } from '../../base/index.ts';
import { layouts } from '../layouts.ts';
import { entriesIn, misfit, type Entry } from './entries.ts';
import { describeLeftOut, shorten } from './describe.ts';
import { testedNames } from './testFifth.ts';
import type { Picture, PictureFolder } from './types.ts';
import { imagesBelow, isLeftOut, PassedOver } from './walk.ts';

/** Parts of a set, which are no classes where they hold folders only. */
const partName = /^(train(ing)?|test(ing)?|val(id(ation)?)?|eval)$/i;

/**
 * What a folder of pictures holds: `train/CLASS/…` and `test/CLASS/…`, or `CLASS/…`, of which then a
 * fifth tests (`testedNames`). Every folder is a class but hidden ones and what systems leave behind;
 * links and folders within a class are followed.
 *
 * @throws UserError `data.class`, `data.label`, `data.missing`, `data.unreadable`, with the file or
 *   folder that is wrong.
 */
export async function listPictures(folder: string): Promise<PictureFolder> {
  const passed = new PassedOver();
  const top = await classFolders(folder, '', passed);
  const part = (name: string) => top.find(entry => entry.name === name);
  const [train, test] = [part('train'), part('test')];
  if (!train || !test) return listClasses(folder, top, passed);
  for (const entry of top)
    if (entry !== train && entry !== test) passed.add('', `${entry.name} (beside train and test)`);
  return listParts(folder, train, test, passed);
}

async function listClasses(
  folder: string,
  top: readonly Entry[],
  passed: PassedOver,
): Promise<PictureFolder> {
  const train: Picture[] = [];
  const test: Picture[] = [];
  const empty: string[] = [];
  for (const [label, entry] of top.entries()) {
    const found = await imagesBelow(entry.path, entry.name, passed, [folder]);
    if (partName.test(entry.name) && found.length > 0 && found.every(f => f.name.includes('/')))
      throw new UserError(
        'data.missing',
        `${entry.path} looks like a part of a set, not like a class: it has folders and no image. ` +
          `Expected ${layouts.images.files}, found ${top.map(e => e.name).join(', ')} in ${folder}.`,
      );
    if (found.length === 0) empty.push(entry.name);
    const images = found.map(({ path, name }) => ({ path, label, name: `${entry.name}/${name}` }));
    const tested = testedNames(images.map(image => image.name));
    for (const image of images) (tested.has(image.name) ? test : train).push(image);
  }
  refuseEmpty(folder, empty, passed);
  return { classes: top.map(entry => entry.name), train, test, leftOut: passed.list() };
}

async function listParts(
  folder: string,
  trainFolder: Entry,
  testFolder: Entry,
  passed: PassedOver,
): Promise<PictureFolder> {
  const ofTrain = await classFolders(trainFolder.path, 'train', passed);
  const ofTest = await classFolders(testFolder.path, 'test', passed);
  const classes = ofTrain.map(entry => entry.name);
  for (const entry of ofTest) if (!classes.includes(entry.name)) throw unknownClass(entry, ofTrain);
  const empty: string[] = [];
  const read = async (
    part: string,
    partFolder: string,
    entries: readonly Entry[],
  ): Promise<Picture[]> => {
    const pictures: Picture[] = [];
    for (const entry of entries) {
      const place = `${part}/${entry.name}`;
      const found = await imagesBelow(entry.path, place, passed, [folder, partFolder]);
      const isBare = found.length === 0 && (part === 'train' || passed.list(place).length > 0);
      if (isBare) empty.push(place);
      const label = classes.indexOf(entry.name);
      for (const { path, name } of found) pictures.push({ path, label, name: `${place}/${name}` });
    }
    return pictures;
  };
  const train = await read('train', trainFolder.path, ofTrain);
  const test = await read('test', testFolder.path, ofTest);
  refuseEmpty(folder, empty, passed);
  for (const name of classes)
    if (!test.some(({ name: image }) => image.startsWith(`test/${name}/`)))
      passed.add('test', `no image of ${name}`);
  return { classes, train, test, leftOut: passed.list() };
}

/** The folders that stand for classes; what else lies there is passed over. */
async function classFolders(folder: string, place: string, passed: PassedOver): Promise<Entry[]> {
  const folders: Entry[] = [];
  for (const entry of await entriesIn(folder)) {
    if (entry.kind === 'file') {
      passed.add(place, `${extensionDescription(entry.name)} outside the class folders`);
      continue;
    }
    if (entry.kind !== 'folder') {
      if (isLeftOut(entry, entry.name, place, passed)) continue;
      throw await misfit(entry);
    }
    const twin = folders.find(other => other.name === entry.name);
    if (twin)
      throw new UserError(
        'data.class',
        `${folder}: two folders are called ${entry.name}; their names differ in their Unicode form ` +
          'only. Put their images into one of them.',
      );
    folders.push(entry);
  }
  return folders;
}

function extensionDescription(name: string): string {
  return /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? 'a file';
}

function unknownClass(entry: Entry, ofTrain: readonly Entry[]): UserError {
  const names = ofTrain.map(({ name }) => name);
  const like = names.find(name => name.toLowerCase() === entry.name.toLowerCase());
  const why = like === undefined ? '' : `, which differs from ${like} in its case only`;
  const expected = `the classes of train (${shorten(names)})`;
  return new UserError(
    'data.label',
    `${entry.path}: expected ${expected}, found ${entry.name}${why}. Rename the folder, or train the class, too.`,
  );
}

function refuseEmpty(folder: string, empty: readonly string[], passed: PassedOver): void {
  if (empty.length === 0) return;
  const each = empty.slice(0, 5).map(place => {
    const there = describeLeftOut(passed.list(place).map(left => ({ ...left, place: '' })));
    return `${place} (${there === '' ? 'an empty folder' : `passed over: ${there}`})`;
  });
  const more = empty.length > 5 ? ` and ${empty.length - 5} more` : '';
  throw new UserError(
    'data.class',
    `${folder}: expected PNG or JPEG images in every class, found none in ${each.join(', ')}${more}. ` +
      'Every folder is a class: convert its images, or move it away.',
  );
}
