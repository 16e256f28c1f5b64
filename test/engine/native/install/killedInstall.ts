// The program that killed.test.ts kills: installs the fake runtime, slowly enough to be hit anywhere.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { installRuntime } from '../../../../src/engine/native/install/install.ts';
import { fakeWheels } from './fakeWheels.ts';
import { writeFileSync } from 'node:fs';

const { recipe, archives } = fakeWheels();
const engines = process.argv[2] ?? '';
const now = () => undefined;

void installRuntime(
  recipe,
  { engines, target: join(engines, 'runtime'), progress: { say: now, now } },
  {
    placeBinding: () => sleep(5, 'by a test'),
    prove: () => sleep(5),
    fetch: async (wheel, folder) => {
      await sleep(5);
      writeFileSync(join(folder, wheel.file), archives[recipe.wheels.indexOf(wheel)] ?? '');
    },
  },
);
