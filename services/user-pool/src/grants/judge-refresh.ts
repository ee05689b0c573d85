import type { PresentedToken } from "./token-family.ts";

export type RefusalReason = "unknown" | "foreign" | "revoked" | "expired" | "reused" | "no user" | "disabled";

/** A refresh token that is not honoured; each way in has its own words for it. */
export class RefreshRefused extends Error {
  override name = "RefreshRefused";
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(`the refresh token is not honoured: ${reason}`);
    this.reason = reason;
  }
}

interface Circumstances {
  readonly clientId: string;
  /** Seconds for which a rotated token may be shown again; undefined: tokens do not rotate. */
  readonly rotationGrace: number | undefined;
  readonly now: Date;
}

/**
 * Whether a refresh token may be used, and whether a new one replaces it. A rotated token shown again within the grace
 * forks the family: only the newest child counts from then on. After the grace it is refused, and the family lives.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
 */
export const judgeRefresh = (
  presented: PresentedToken | undefined,
  { clientId, rotationGrace, now }: Circumstances,
): "keep" | "rotate" => {
  if (!presented) throw new RefreshRefused("unknown");
  const { family, rotatedAt, newest } = presented;
  if (family.clientId !== clientId) throw new RefreshRefused("foreign");
  if (family.revoked) throw new RefreshRefused("revoked");
  if (family.expires <= now) throw new RefreshRefused("expired");
  const usable = rotatedAt === undefined ? newest : isWithin(rotationGrace ?? 0, rotatedAt, now);
  if (!usable) throw new RefreshRefused("reused");
  return rotationGrace === undefined ? "keep" : "rotate";
};

/** Who waited for the lock has an older `now` than the rotation that it waited for; without grace that must not count. */
const isWithin = (grace: number, rotatedAt: Date, now: Date) =>
  grace > 0 && now.getTime() < rotatedAt.getTime() + grace * 1000;
