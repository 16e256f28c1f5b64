import { parseArgs } from 'node:util';
import { UserError, printJson, printLine } from '../../base/index.ts';
import { engineInfo } from './info.ts';
import { infoText } from './infoText.ts';

/** `info [--json]`: what runs would compute with. Exit code 3 when TensorFlow does not load. */
export async function infoCommand(args: readonly string[]): Promise<number> {
  const json = wantsJson(args);
  const info = await engineInfo();
  if (json) printJson(process.stdout, info);
  else printLine(process.stdout, infoText(info).trimEnd());
  return info.tensorflow ? 0 : 3;
}

function wantsJson(args: readonly string[]): boolean {
  try {
    return (
      parseArgs({ args: [...args], options: { json: { type: 'boolean' } } }).values.json ?? false
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UserError('usage.engine', `${message}\nUse: reslab engine info [--json]`);
  }
}
