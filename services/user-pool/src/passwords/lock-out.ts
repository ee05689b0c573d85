/** How often signing in under a name has failed since it last succeeded. */
export interface FailedSignIns {
  readonly failures: number;
  readonly lockedUntil: Date;
}

/** Failures that cost nothing. */
const free = 4;
/** In seconds. After as long without any attempt all is forgotten, which bounds the lock, too. */
export const forgottenAfter = 900;

/**
 * One more failure: from the fifth on the name is locked, for one second and then for twice as long each time.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior
 */
export const afterFailure = (before: FailedSignIns | undefined, now: Date): FailedSignIns => {
  const failures = (before?.failures ?? 0) + 1;
  const seconds = failures <= free ? 0 : Math.min(2 ** (failures - free - 1), forgottenAfter);
  return { failures, lockedUntil: new Date(now.getTime() + seconds * 1000) };
};
