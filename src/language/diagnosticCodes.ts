/* A table: what each code of a diagnostic means, for documentation and links. */

import type { CodeDescription } from '../studies/contract/describe.ts';
import { studies, type StudyCode } from './studies.ts';

export type { CodeDescription };

const multiLevel = '1710.10348';
const taki = '1709.02956';

const codes = {
  'yaml.syntax': { doc: 'The text is no YAML.' },
  'yaml.tab': { doc: 'YAML does not allow tabs for indentation.' },
  'yaml.alias': { doc: 'An alias names an anchor that its cell does not have.' },
  'text.encoding': { doc: 'The text is not UTF-8, so that some of it could not be read.' },
  'text.invisible': {
    doc: 'There is a character that nobody sees, or that only looks like a space.',
  },
  'text.too-complex': { doc: 'A cell is too long, too deep or has too many values to be read.' },
  'text.too-long': { doc: 'A notebook is too long to be read whole.' },
  'cell.kind': { doc: 'The first key of a cell is none of the kinds of cells.' },
  'cell.renamed': { doc: 'A kind of cell has another name now.' },
  'cell.name': { doc: 'A cell needs a name of a few words on one line.' },
  'cell.order': { doc: 'The key that says the kind of a cell must be the first.' },
  'cell.separator': { doc: 'A line with `---` is missing between two cells.' },
  'note.indent': { doc: 'The text of a note is not indented.' },
  'name.duplicate': { doc: 'Two cells have one name.' },
  'name.undefined': { doc: 'No cell has the name that is referred to.' },
  'name.unused': { doc: 'A notebook with trainings has a network that none of them trains.' },
  'name.cycle': { doc: 'Cells refer to each other in a circle.' },
  'key.unknown': { doc: 'A cell or map has no such key.' },
  'key.missing': { doc: 'A key that has no default is missing.' },
  'key.duplicate': { doc: 'A key is given twice.' },
  'key.not-here': { doc: 'A key belongs to another choice than the one that is made.' },
  'key.not-text': { doc: 'A key must be a word.' },
  'value.type': { doc: 'A value is of another type than its key takes.' },
  'value.digits': { doc: 'A number is not read as it is written.' },
  'value.range': { doc: 'A number is out of range.' },
  'value.length': { doc: 'A list has too few or too many items.' },
  'value.order': { doc: 'Epochs must stand in ascending order.' },
  'value.duplicate': { doc: 'A list holds a value twice.' },
  'value.unknown': { doc: 'A word is none of those that its key takes.' },
  'setting.cell': { doc: 'A setting is for a cell that is not there.' },
  'setting.form': { doc: 'A setting is not written as key=value.' },
  'setting.path': { doc: 'A setting is for a key that cannot be there.' },
  'setting.value': { doc: 'The value of a setting is no YAML.' },
  'input.order': { doc: 'The channels of an image stand first, where its height should.' },
  'network.stages': { doc: 'A network has neither stages nor a preset.' },
  'preset.unknown': { doc: 'There is no family of this name, or more than one is named.' },
  'preset.depth': { doc: 'A family has no network of this depth.' },
  'preset.overridden': { doc: 'A preset and stages of its own are given for one network.' },
  'layer.unknown': { doc: 'There is no layer of this name.' },
  'layer.form': { doc: 'The number behind the name of a layer is missing or wrong.' },
  'block.after': { doc: '`after` must be last in a block and keep the shape.' },
  'block.no-convolution': { doc: 'A block without a convolution cannot learn.' },
  'block.divided-end': {
    doc: 'A block whose last convolution divides its filters is narrower than its stage.',
  },
  'block.resolution': {
    doc: 'A residual branch changes the resolution where its shortcut does not.',
  },
  'block.linear': { doc: 'A block without an activation is a linear map.' },
  'block.two-activations': {
    doc: 'A pre-activation block has an activation behind the addition, which the identity path must not have.',
    arxiv: '1603.05027',
  },
  'head.linear': {
    doc: 'A network of pre-activation blocks needs norm and activation before pooling.',
    arxiv: '1603.05027',
  },
  'filters.indivisible': {
    doc: 'A number of filters cannot be divided or multiplied as the layers ask.',
  },
  'shape.odd': { doc: 'A stride does not divide the size of the feature map before it.' },
  'shape.sum': { doc: 'A branch and its shortcut have different shapes.' },
  'shape.shortcut': { doc: 'A shortcut without parameters cannot take channels away.' },
  'shape.too-small': { doc: 'A feature map is smaller than the stride that follows.' },
  'transition.no-stride': {
    doc: 'No layer of a transition carries the stride, so a block changes the resolution.',
  },
  'transition.filters': {
    doc: 'A transition ends with other channels than its stage has filters.',
  },
  'transition.shortcut': {
    doc: 'Projections are asked for where a transition leaves none to do.',
  },
  'transition.unused': { doc: 'No stage changes the shape, so a transition never comes.' },
  'step.zero': { doc: 'Every residual is multiplied by zero for good.' },
  'gate.shortcut': {
    doc: 'A highway block carries its input, which fits neither projections nor warped groups.',
  },
  'option.plain': { doc: 'An option is about residuals, and the network has none.' },
  'init.explodes': {
    doc: 'Without normalisation the mean square of the state is predicted to explode at the start.',
    arxiv: taki,
  },
  'init.vanishes': {
    doc: 'Without normalisation the mean square of the state is predicted to vanish at the start.',
    arxiv: taki,
  },
  'init.dead': {
    doc: 'Two factors of every residual start at zero, so neither has a gradient.',
    arxiv: '2003.04887',
  },
  'init.fixup-norm': {
    doc: 'Fixup initialisation is for networks without normalisation.',
    arxiv: '1901.09321',
  },
  'init.looks-linear-odd': {
    doc: 'Looks-linear weights need even numbers of filters.',
    arxiv: '1702.08591',
  },
  'max-norm.clips': { doc: 'Max-norm is below the norm that weights have at the start.' },
  'warp.group': { doc: 'Groups of blocks do not use up the blocks of one shape.' },
  'warp.devices': { doc: 'More devices than an operator has parts.' },
  'optimizer.two': { doc: 'Two optimisers are named.' },
  'rate.kind': { doc: 'A learning rate needs exactly one schedule.' },
  'rate.order': { doc: 'The largest rate of a cosine comes first.' },
  'rate.outside': { doc: 'The rate changes after the training has ended.' },
  'rate.large': { doc: 'A learning rate is far above those that train.' },
  'rate.zero': { doc: 'A learning rate is zero.' },
  'rate.restarts': {
    doc: 'Restarts of the rate cut the cycles that begin with growth.',
    arxiv: multiLevel,
  },
  'rate.warmup': { doc: 'Warm-up takes the whole training.' },
  'grow.outside': { doc: 'A training would grow after it has ended.', arxiv: multiLevel },
  'grow.one-block': { doc: 'A stage of one block cannot grow.', arxiv: multiLevel },
  'grow.plain': {
    doc: 'A network without shortcuts grows into another function.',
    arxiv: multiLevel,
  },
  'decay.scalars': {
    doc: 'Weight decay pulls learned factors back to zero, where all of them start.',
    arxiv: '2003.04887',
  },
  'decay.large': { doc: 'Weight decay takes more in a step than a gradient can put back.' },
  'from.seed': { doc: 'A seed starts from a training that has no such seed.' },
  'from.network': { doc: 'Weights to start from are those of another network.' },
  'from.padding': { doc: 'Weights to start from are trained with another padding.' },
  'data.unknown': { doc: 'There is no data set of this name.' },
  'data.classes': { doc: 'Network and data set have different numbers of classes.' },
  'data.shape': { doc: 'Network and data set have images of different shapes.' },
  'data.subset': { doc: 'More examples are asked for than there are.' },
  'data.validation': { doc: 'All training examples are held out.' },
  'data.batch': { doc: 'A batch is larger than the training set.' },
  'train.no-step': { doc: 'A training is over before its first step.' },
  'memory.exceeds': { doc: 'A training needs more memory than the device has.' },
  'run.exists': { doc: 'Every run that a cell asks for is there already.' },
  'optimizer.nesterov': { doc: 'Nesterov momentum is asked for without momentum.' },
  'study.examples': { doc: 'A study asks for more examples than there are.' },
  'study.no-validation': { doc: 'A training holds out no validation examples.' },
} as const satisfies Readonly<Record<string, CodeDescription>>;

/** The code of a diagnostic: stable and documented. */
export type DiagnosticCode = keyof typeof codes | StudyCode;

/** All codes, in the order in which documentation lists them. */
export const diagnosticCodes: ReadonlyMap<DiagnosticCode, CodeDescription> = new Map(
  [codes, ...studies.map(study => study.codes ?? {})].flatMap(
    all => Object.entries(all) as [DiagnosticCode, CodeDescription][],
  ),
);

/** The heading of a code in the reference, as links name it. */
export function codeAnchor(code: DiagnosticCode): string {
  return code.replaceAll('.', '');
}
