/** How long a training still takes, from how long its steps and evaluations took of late. */
export interface Pace {
  /** A training step took this many milliseconds, waiting for data included. */
  stepped(ms: number): void;
  evaluated(ms: number): void;
  /** Seconds for this many more steps and evaluations; null until a step was measured. */
  secondsLeft(steps: number, evaluations: number): number | null;
}

export function createPace(): Pace {
  let [step, evaluation, seen] = [NaN, 0, 0];
  // Weight of the newest step: the last fifty or so count.
  const share = 0.02;
  return {
    stepped: ms => {
      // The first step of a program is slow: the runtime optimises the graph in it.
      step = seen++ < 2 ? ms : step + share * (ms - step);
    },
    evaluated: ms => {
      evaluation = ms;
    },
    secondsLeft: (steps, evaluations) =>
      Number.isNaN(step) ? null : (steps * step + evaluations * evaluation) / 1000,
  };
}
