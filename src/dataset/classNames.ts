/** In the order of the labels, from the sets' own pages and name files. */
export const cifar10Classes: readonly string[] = words(
  'airplane automobile bird cat deer dog frog horse ship truck',
);

/** Fine labels, which are alphabetical. */
export const cifar100Classes: readonly string[] = words(
  `apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly
  camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup
  dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower
  leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid
  otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine possum rabbit raccoon ray
  road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar
  sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle
  wardrobe whale willow_tree wolf woman worm`,
);

/** Labels in the files run from 1. */
export const stl10Classes: readonly string[] = words(
  'airplane bird car cat deer dog horse monkey ship truck',
);

export const digitClasses: readonly string[] = words('0 1 2 3 4 5 6 7 8 9');

/** The objects have no names, only numbers from 1. */
export const coil20Classes: readonly string[] = Array.from(
  { length: 20 },
  (_, i) => `object ${i + 1}`,
);

function words(text: string): string[] {
  return text.split(/\s+/);
}
