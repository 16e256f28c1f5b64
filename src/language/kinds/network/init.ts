import { type Static, Type } from '@sinclair/typebox';
import { initialisations } from '../../initialisations.ts';
import { numberOf } from '../../layers/layer.ts';
import { closed, either, number, optional } from '../../../schema/index.ts';
import { didYouMean } from '../../suggest.ts';
import type { InitialisationValue } from '../../values.ts';
import { fixedBehind, wordsProblem } from '../../yaml/writtenNumber.ts';
import type { Report } from '../kind.ts';

const positive = { exclusiveMinimum: 0, maximum: 1e6 };
const laws = initialisations.filter(i => i.kind !== 'depth-scaled');

export const initSchema = either(
  [
    Type.String({ names: 'initialisation' }),
    closed(
      {
        ...Object.fromEntries(
          laws.map(({ kind, doc }) => [
            kind,
            optional(
              Type.Null({
                description: doc,
                forms: `Write the law alone and its scale beside it, e.g. \`{${kind}, scale: 2}\`.`,
              }),
            ),
          ]),
        ),
        'depth-scaled': optional(
          either(
            [
              Type.Null({ description: 'With C = 1.' }),
              number(positive, { description: 'C, of the order of 1.', examples: [1] }),
            ],
            {
              description: initialisations.find(i => i.kind === 'depth-scaled')?.doc ?? '',
              forms:
                'Write `depth-scaled` alone, or C behind it, e.g. `{depth-scaled: 1, scale: 2}`.',
            },
          ),
        ),
        scale: optional(
          number(positive, {
            description:
              'Multiplies the variance of all weights that the law draws, those of the last dense layer too: 2 makes them √2 times as large.',
            default: 1,
            examples: [2],
          }),
        ),
      },
      { description: 'A law and how much its variance is multiplied by.' },
    ),
  ],
  {
    description: `Weights at the start. ${initialisations.map(i => `\`${i.word}\`: ${i.doc}`).join(' ')} The gain g = 1/E[f(z)²], z standard normal, of the activation f that follows the weights on their way through the network, or of the last one behind the last: relu 2, leaky-relu 2/(1 + β²), tanh 2.536, sigmoid 3.409, gelu 2.352, silu 2.811, identity and none 1. (PyTorch’s \`calculate_gain\` is √g for relu, leaky-relu and linear; it says 5/3 for tanh, where √g is 1.593, and 1 for sigmoid, where √g is 1.846.) Norm and scale layers start at 1, shifts and biases at 0. Fan-in of a K×K convolution is K²·(channels in), fan-out K²·(channels out). \`scale\` multiplies the variance: \`{he, scale: 2}\`.`,
    default: 'he',
    source: 'He et al., ICCV 2015',
    forms:
      'Write `he`, `he-uniform`, `glorot`, `depth-scaled 1`, `zero-last`, `fixup`, `looks-linear` or `delta-orthogonal`, or one of them with a scale: `{he, scale: 2}`.',
  },
);

export type InitText = Static<typeof initSchema>;

const words = initialisations.map(i => i.word);
const list = words.map(word => `\`${word}\``).join(', ');

/** Reads a law, alone or with the scale of its variance. */
export function resolveInit(text: InitText, report: Report): InitialisationValue {
  if (typeof text === 'string') return lawOf(text, report);
  const given: Readonly<Record<string, unknown>> = text;
  const named = initialisations.filter(({ kind }) => kind in given);
  const [first] = named;
  if (first === undefined || named.length > 1) {
    report(['init'], 'value.unknown', `Name one law: ${list}; e.g. \`{he, scale: 2}\`.`);
    return { kind: 'he' };
  }
  const { kind } = first;
  const c = given[kind];
  const scale = text.scale === undefined || text.scale === 1 ? {} : { scale: text.scale };
  return kind === 'depth-scaled'
    ? { kind, c: typeof c === 'number' ? c : 1, ...scale }
    : { kind, ...scale };
}

/** Reads the name of a law; `depth-scaled C` has a number, 1 if left out. */
function lawOf(text: string, report: Report): InitialisationValue {
  const [word = '', argument, ...rest] = text.trim().split(/\s+/);
  if (word === 'depth-scaled' && rest.length === 0) {
    const c = argument === undefined ? 1 : numberOf(argument);
    const problem = wordsProblem(argument ?? '');
    if (problem !== null)
      report(['init'], 'value.digits', problem.message, fixedBehind(word, problem));
    if (c !== null && c > 0 && Number.isFinite(c)) return { kind: 'depth-scaled', c };
    if (problem?.severity === 'error') return { kind: 'depth-scaled', c: 1 };
    report(
      ['init'],
      'value.range',
      'C of `depth-scaled C` must be a number above 0, e.g. `depth-scaled 1`.',
    );
    return { kind: 'depth-scaled', c: 1 };
  }
  const law = laws.find(({ kind }) => kind === word);
  if (law !== undefined && law.kind !== 'depth-scaled' && argument === undefined)
    return { kind: law.kind };
  const names = initialisations.map(({ kind }) => kind);
  report(
    ['init'],
    'value.unknown',
    `There is no initialisation \`${text}\`.${didYouMean(word, names)} Take ${list}.`,
  );
  return { kind: 'he' };
}
