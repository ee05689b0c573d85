// Instants in relation to now, as SAML writes them. All lengths are in seconds.

/** By how much clocks may differ at most service providers. */
const tolerance = 60;

/** So long ago, an end is one no more. */
export const justOver: number = tolerance + 1;
/** So long ago, it is within the tolerance, also when the answer takes its time. */
export const stillAllowed: number = tolerance - 5;
/** So far ahead, a beginning has not come, also when the answer takes its time. */
export const tooSoon: number = tolerance + 5;
/** So far ahead, it is within the tolerance. */
export const soonEnough: number = tolerance - 1;

export const ahead =
  (seconds: number) =>
  (now: Date): string =>
    new Date(now.getTime() + seconds * 1_000).toISOString();

export const ago = (seconds: number) => ahead(-seconds);
