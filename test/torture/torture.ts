import { Random } from '../../src/base/index.ts';
import { clock } from './clock.ts';
import { damage } from './damage.ts';
import { failingWrites } from './failingWrites.ts';
import { kills } from './kills.ts';
import { links } from './links.ts';
import { reboot } from './reboot.ts';
import { secondUser } from './secondUser.ts';
import type { Trial } from './trial.ts';

export const trials: Readonly<Record<string, (trial: Trial) => Promise<void>>> = {
  failingWrites,
  kills,
  reboot,
  damage,
  clock,
  links,
  secondUser,
};

/** One trial, which the seed draws. Throws with what was done where something is wrong afterwards. */
export async function torture(
  seed: number,
  { ready, shim, only }: Pick<Trial, 'ready' | 'shim'> & { readonly only?: readonly string[] },
): Promise<string> {
  const random = Random.of(seed, 'torture');
  const names = Object.keys(trials).filter(name => only?.includes(name) ?? true);
  const name = names[random.below(names.length)] ?? '';
  let said = '';
  try {
    await trials[name]?.({ ready, shim, random, tell: what => (said = what) });
    return `${name}: ${said}`;
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`${name}: ${said}\n${text}`, { cause: error });
  }
}
