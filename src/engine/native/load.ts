import { UserError } from '../../base/index.ts';
import type { Engine, EngineName, EngineSettings } from '../types.ts';

type Loader = (settings: EngineSettings) => Promise<Omit<Engine, 'reason'>>;

const ORDER: readonly (readonly [name: EngineName, load: Loader])[] = [
  ['tensorflow', async settings => (await import('./tensorflow.ts')).loadTensorFlow(settings)],
  ['wasm', async settings => (await import('./fallback.ts')).loadWasm(settings)],
  ['cpu', async settings => (await import('./fallback.ts')).loadCpu(settings)],
];

/** Why an engine cannot do what it would be loaded for: a sentence, or null. */
export type WhyUnfit = (name: EngineName) => string | null;

/**
 * Loads a runtime into `@tensorflow/tfjs` and makes it the backend. `auto` takes the first of
 * tensorflow, wasm and cpu that loads and is fit; `reason` of the result says which and why. Settings
 * count for the whole process, since the libraries read them once.
 *
 * @throws UserError what the wanted runtime lacks, `engine.unfit` where it cannot do what is asked;
 * with `auto` only if no runtime is left.
 */
export async function loadEngine(
  want: 'auto' | EngineName,
  options: Partial<EngineSettings> = {},
  whyUnfit: WhyUnfit = () => null,
): Promise<Engine> {
  const settings: EngineSettings = {
    tf32: options.tf32 ?? false,
    deterministic: options.deterministic ?? false,
    threads: options.threads ?? null,
  };
  return firstThatLoads(want, settings, ORDER, whyUnfit);
}

/** The choice of {@link loadEngine} over given loaders. */
export async function firstThatLoads(
  want: 'auto' | EngineName,
  settings: EngineSettings,
  order: readonly (readonly [name: EngineName, load: Loader])[],
  whyUnfit: WhyUnfit = () => null,
): Promise<Engine> {
  const refused: string[] = [];
  for (const [name, load] of order) {
    if (want !== 'auto' && want !== name) continue;
    try {
      const unfit = whyUnfit(name);
      if (unfit !== null) throw new UserError('engine.unfit', unfit);
      const engine = await load(settings);
      return { ...engine, reason: reasonFor(want, name, refused) };
    } catch (error) {
      if (want !== 'auto') throw error;
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new UserError('engine.none', `No runtime loads. ${refused.join(' ')}`);
}

function reasonFor(want: string, name: string, refused: readonly string[]): string {
  if (want !== 'auto') return `${want}: asked for`;
  return refused.length === 0
    ? `auto: took ${name}, the fastest`
    : `auto: ${refused.join(' ')} Took ${name}.`;
}
