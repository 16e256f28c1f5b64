const crashes = 4;
const minutes = 3;

/** Says at each crash (time in ms) whether to start again: not after the fourth within three minutes. */
export function restartPolicy(): (now: number) => boolean {
  let times: number[] = [];
  return now => {
    times = [...times.filter(time => now - time < minutes * 60_000), now];
    return times.length < crashes;
  };
}
