/** Whether a process lives. `unknown`: the kernel that could say so is another, or says it to others only. */
export interface Verdict {
  readonly fate: 'alive' | 'dead' | 'unknown';
  /** Why, as the end of a sentence: `its process is gone`. */
  readonly why: string;
  /** The kernel says so. Else its user may know better, and say that the run is lost. */
  readonly certain: boolean;
}

/** What is known of a process that left a mark, without a guess in it. */
export interface Evidence {
  /** The boot that the mark tells is ours. `unsaid`: one of the two is not known. */
  readonly boot: 'same' | 'other' | 'unsaid';
  /**
   * `own`: the process wrote the mark to a disk that no kernel but its own could write, and we read it
   * from such a disk. `silent`: so read by us; how the process reached the disk is not known, and nothing
   * was written under the mark since this machine started. `shared`: neither.
   */
  readonly disk: 'own' | 'silent' | 'shared';
  /**
   * On the same boot. `itself`: pid, start time and command line fit. `alike`: pid and start time do, and
   * the command line does not name the run. `another` has its pid now.
   * `gone`: nobody has. `hidden`: somebody has the pid, and who may not be seen. `unseen`: its pids are
   * counted where we cannot look.
   */
  readonly process: 'itself' | 'alike' | 'another' | 'gone' | 'hidden' | 'unseen';
  /** Seconds since its last sign of life, by a clock that it shares with us; null: there is none. */
  readonly silentFor: number | null;
}

/**
 * An engine gives a sign of life each second; a long step, compiling for instance, keeps it from that.
 * Only what the kernel does not say is judged by this.
 */
export const freshSeconds = 30;

/**
 * The one rule. What a kernel says of a process goes before everything; another boot on a disk that only
 * one kernel writes is one that is over; then comes the last sign of life, which can say that a
 * process lives and never that it is dead. The name of a machine and the time of day say nothing.
 */
export function judge({ boot, disk, process, silentFor }: Evidence): Verdict {
  if (boot === 'unsaid')
    return unknown('the system does not say which start of a machine it is of');
  if (boot === 'other')
    return disk === 'shared'
      ? unknown('it was on another machine, or on this one before it was started anew')
      : dead('its machine was started anew');
  switch (process) {
    case 'itself':
      return { fate: 'alive', why: 'its process runs', certain: true };
    case 'alike':
      return {
        fate: 'alive',
        why: 'a process like its own runs, which does not name it',
        certain: false,
      };
    case 'another':
      return dead('its process is gone, and another has its number now');
    case 'gone':
      return dead('its process is gone');
    case 'hidden':
    case 'unseen':
      if (silentFor !== null && silentFor < freshSeconds)
        return { fate: 'alive', why: 'it gave a sign of life just now', certain: false };
      return unknown(
        process === 'hidden'
          ? 'processes of others are hidden here'
          : 'its process belongs to another container',
      );
  }
}

function dead(why: string): Verdict {
  return { fate: 'dead', why, certain: true };
}

function unknown(why: string): Verdict {
  return { fate: 'unknown', why, certain: false };
}
