import { asUserError } from '../../system/index.ts';
import { printJson, type Io } from '../io.ts';

/** With `--json`, an error that keeps runs from starting is the last event, too. */
export async function endingInJson(
  json: boolean,
  io: Io,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    const known = asUserError(error);
    if (json && known !== null) printRefusal(io, known.code, known.message);
    throw error;
  }
}

/** The `end` of an invocation that could not start what it was asked for. */
export function printRefusal(io: Io, code: string, message: string): void {
  printJson(io.stdout, { event: 'end', ending: 'refused', run: null, code, message });
}
