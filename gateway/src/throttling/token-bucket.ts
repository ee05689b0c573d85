/** How fast requests may come: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html. */
export interface Rate {
  /** Requests a second that the bucket is refilled with. */
  readonly rateLimit: number;
  /** Requests that it holds at most: so many may come at once. */
  readonly burstLimit: number;
}

/** Takes one token; false where there is none. */
export type Take = () => boolean;

/**
 * A full bucket. What has run in since the last request is counted when the next one comes; nothing runs meanwhile.
 * @param now milliseconds on a clock that never goes back.
 */
export const tokenBucket = ({ rateLimit, burstLimit }: Rate, now: () => number): Take => {
  let tokens = burstLimit;
  let last = now();
  return () => {
    const time = now();
    tokens = Math.min(burstLimit, tokens + ((time - last) / 1000) * rateLimit);
    last = time;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
};
