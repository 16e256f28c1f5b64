export { adviceFor } from './advice.ts';
export {
  describeEnding,
  describeRun,
  endingReason,
  lastHeardOf,
  loadedEngine,
  type RunLife,
} from './describe.ts';
export {
  stateName,
  stateOf,
  type KnownRun,
  type RunState,
  type StateFacts,
  type StateName,
} from './state.ts';
export {
  atStep,
  doneText,
  howItEnded,
  standingSentence,
  standingWords,
  stateWord,
  stepText,
  type Standing,
  type StandingWords,
} from './words.ts';
