import type { Static } from '@sinclair/typebox';
import { defaultGate } from '../../presets/blocks.ts';
import { choice, closed, either, number } from '../../../schema/index.ts';
import type { NetworkValue } from '../../values.ts';

export const gateSchema = either(
  [
    choice(['none', 'highway'], {
      description: `\`highway\`: gated, biases from ${defaultGate.bias}; \`none\`: a sum.`,
    }),
    closed(
      {
        bias: number(
          { minimum: -100, maximum: 100 },
          {
            description:
              'Where the biases of the gates start; the more negative, the more of the state is carried on.',
            examples: [defaultGate.bias],
          },
        ),
      },
      { description: 'A gate with a bias.' },
    ),
  ],
  {
    description: `Highway blocks: y = T·H(x) + (1 − T)·x with the branch H and T = sigmoid(W·x + b), learned, W of the kind and kernel of the branch’s first layer with weights. As a residual block its residual is T·(H(x) − x): lesions, \`step\`, stochastic depth and norms mean that. The bias starts below zero, so that x is carried on; the paper asks for a negative one, ${defaultGate.bias} is our choice. Where the shape changes x is pooled and padded as by \`shortcut: pad\`; the paper has a plain layer there, as \`transition: conv\`. Default: none, but of \`block: highway\`.`,
    source: 'Srivastava et al., arXiv 1505.00387',
    forms: 'Write `highway`, `none` or e.g. `{bias: -3}`.',
  },
);

/** The gate; `brought` is that of a named block. */
export function resolveGate(
  text: Static<typeof gateSchema> | undefined,
  brought: NetworkValue['gate'],
): Pick<NetworkValue, 'gate'> {
  if (text === 'none') return {};
  const gate =
    text === undefined ? brought : text === 'highway' ? defaultGate : { bias: text.bias };
  return gate === undefined ? {} : { gate };
}
