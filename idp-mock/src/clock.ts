/** The time that an identity provider goes by in what it issues: right, or wrong on purpose. */
export interface Clock {
  (): Date;
  /** By how much it is ahead, in seconds; negative: behind. */
  offset(): number;
  /** From now on it is ahead by so many seconds. */
  set(offsetSeconds: number): void;
}

/** @param now what it is right by */
export const clockBy = (now: () => Date): Clock => {
  let offset = 0;
  return Object.assign(() => new Date(now().getTime() + offset * 1_000), {
    offset: () => offset,
    set(offsetSeconds: number) {
      offset = offsetSeconds;
    },
  });
};
