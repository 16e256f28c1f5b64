import type { RunProcess } from '../record/index.ts';
import { markOurselves } from '../runs/launch/index.ts';

/** What process.json says of the engine. */
export type EngineFacts = Pick<
  RunProcess,
  'engine' | 'engineVersion' | 'device' | 'reason' | 'settings'
>;

/** What process.json in this folder says of this process. */
export function describeProcess(engine: EngineFacts, folder: string): RunProcess {
  return {
    format: 1,
    launcher: 'local',
    ...markOurselves(folder),
    started: new Date().toISOString(),
    node: process.version,
    engine: engine.engine,
    engineVersion: engine.engineVersion,
    device: engine.device,
    reason: engine.reason,
    settings: engine.settings,
  };
}
