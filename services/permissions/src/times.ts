/** When a grant counts: `startsAt <= now < endsAt`; null is open. */
export interface Times {
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

export const forGood: Times = { startsAt: null, endsAt: null };

/** @param now in milliseconds since 1970 */
export const isInForce = ({ startsAt, endsAt }: Times, now: number): boolean =>
  (startsAt === null || startsAt.getTime() <= now) && (endsAt === null || now < endsAt.getTime());

export const sameTimes = (one: Times, other: Times): boolean =>
  one.startsAt?.getTime() === other.startsAt?.getTime() && one.endsAt?.getTime() === other.endsAt?.getTime();

/** As an answer and the audit tell them: what is open is left out. */
export const tellTimes = ({ startsAt, endsAt }: Times): { startsAt?: Date; endsAt?: Date } => ({
  ...(startsAt && { startsAt }),
  ...(endsAt && { endsAt }),
});
