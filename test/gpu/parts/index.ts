import type { Part } from '../runner.ts';
import type { Setting } from '../setting.ts';
import { enginePart } from './engine.ts';
import { lesionPart } from './lesion.ts';
import { lockPart } from './lock.ts';
import { agreePart, parityPart } from './programPart.ts';
import { resumePart } from './resume.ts';
import { speedPart, usePart } from './speed.ts';

/** What is checked, the most important first: the last ones are what a short time leaves out. */
export function allParts(setting: Setting): readonly Part[] {
  return [
    enginePart(setting),
    agreePart(setting),
    lesionPart(setting),
    resumePart(setting),
    lockPart(setting),
    parityPart(setting),
    usePart(setting),
    ...setting.networks.map(network => speedPart(setting, network)),
  ];
}
