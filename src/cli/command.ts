import { Command, InvalidArgumentError } from 'commander';

/** Takes the exit code that the chosen command returns. */
export type Finish = (code: Promise<number>) => Promise<void>;

/** A command of `reslab` that reports its exit code to `finish`. */
export function newCommand(name: string, summary: string): Command {
  return new Command(name).summary(summary).description(summary).allowExcessArguments(false);
}

/** An option value out of a fixed list. */
export function parseChoice<T extends string>(choices: readonly T[]): (text: string) => T {
  return text => {
    const found = choices.find(choice => choice === text);
    if (found === undefined) throw new InvalidArgumentError(`One of: ${choices.join(', ')}.`);
    return found;
  };
}

/** Collects a repeated option into a list. */
export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
