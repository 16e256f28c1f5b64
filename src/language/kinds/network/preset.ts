import {
  depthRule,
  nearestDepth,
  presetBlocks,
  presetNetwork,
  presets,
} from '../../presets/index.ts';
import { didYouMean, suggest } from '../../suggest.ts';
import type { NetworkValue } from '../../values.ts';
import type { Report } from '../kind.ts';
import type { NetworkText } from './schema.ts';

/** Expands `preset: {resnet, depth: 20}`; a depth the family lacks is reported and replaced. */
export function resolvePreset(text: NetworkText, report: Report): NetworkValue | null {
  const given = text.preset;
  if (given === undefined) return null;
  const settings: Readonly<Record<string, unknown>> = typeof given === 'string' ? {} : given;
  const named = [...presets.keys()].filter(name => name in settings);
  if (typeof settings['name'] === 'string') named.push(settings['name']);
  const name = typeof given === 'string' ? given : named[0];
  const names = [...presets.keys()].map(n => `\`${n}\``).join(', ');
  if (name === undefined || named.length > 1) {
    report(
      ['preset'],
      'preset.unknown',
      `Name one family: ${names}; e.g. \`{resnet, depth: 20}\`.`,
    );
    return null;
  }
  const preset = presets.get(name);
  const family = preset === undefined ? familyOf(name) : null;
  if (family !== null) {
    report(['preset'], 'preset.unknown', `There is no preset \`${name}\`. Write \`${family}\`.`, {
      fix: { text: family },
    });
    return null;
  }
  if (preset === undefined) {
    report(
      ['preset'],
      'preset.unknown',
      `There is no preset \`${name}\`.${didYouMean(name, presets.keys())} Take one of ${names}.`,
    );
    return null;
  }
  const depth = numberIn(settings, 'depth') ?? preset.defaults.depth;
  const width = numberIn(settings, 'width') ?? preset.defaults.width;
  if (presetBlocks(preset, depth) === null)
    report(
      ['preset', 'depth'],
      'preset.depth',
      `A \`${name}\` has depth ${depthRule(preset)}; the nearest to ${depth} is ${nearestDepth(preset, depth)}.`,
      { fix: { text: String(nearestDepth(preset, depth)) } },
    );
  return presetNetwork({ preset: name, depth: nearestDepth(preset, depth), width });
}

/** How to write a network that papers call `ResNet-110`, `WRN-28-10` or `PlainNet-56`. */
function familyOf(name: string): string | null {
  const match = /^([a-z_-]+?)[-_]?(\d+)(?:-(\d+))?$/i.exec(name);
  const [, word = '', depth = '', width] = match ?? [];
  const wide = /^wresnet$/i.test(word) && width === undefined;
  const family = wide
    ? 'resnet'
    : presets.has(word.toLowerCase())
      ? word.toLowerCase()
      : suggest(word, presets.keys());
  if (match === null || family === null) return null;
  const filters = wide ? ', width: 32' : width === undefined ? '' : `, width: ${width}`;
  return `{${family}, depth: ${depth}${filters}}`;
}

function numberIn(settings: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = settings[key];
  return typeof value === 'number' ? value : undefined;
}
