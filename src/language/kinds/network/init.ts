import { didYouMean } from '../../suggest.ts';
import type { InitialisationValue } from '../../values.ts';
import { wordsProblem } from '../../yaml/writtenNumber.ts';
import { numberOf } from '../../layers/layer.ts';
import type { Report } from '../kind.ts';

const simple = ['he', 'he-uniform', 'glorot', 'zero-last', 'fixup', 'looks-linear'] as const;

/** Reads the name of a rule; `depth-scaled C` has a number, 1 if left out. */
export function resolveInit(text: string, report: Report): InitialisationValue {
  const [word = '', argument, ...rest] = text.trim().split(/\s+/);
  if (word === 'depth-scaled' && rest.length === 0) {
    const c = argument === undefined ? 1 : numberOf(argument);
    const problem = wordsProblem(argument ?? '');
    if (problem !== null) report(['init'], 'value.digits', problem.message, problem);
    if (c !== null && c > 0 && Number.isFinite(c)) return { kind: 'depth-scaled', c };
    if (problem?.severity === 'error') return { kind: 'depth-scaled', c: 1 };
    report(
      ['init'],
      'value.range',
      'C of `depth-scaled C` must be a number above 0, e.g. `depth-scaled 1`.',
    );
    return { kind: 'depth-scaled', c: 1 };
  }
  const kind = simple.find(k => k === word);
  if (kind !== undefined && argument === undefined) return { kind };
  report(
    ['init'],
    'value.unknown',
    `There is no initialisation \`${text}\`.${didYouMean(word, [...simple, 'depth-scaled'])} Take ${[...simple, 'depth-scaled 1'].map(word => `\`${word}\``).join(', ')}.`,
  );
  return { kind: 'he' };
}
