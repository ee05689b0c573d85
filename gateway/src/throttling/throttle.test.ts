import { describe, expect, test } from "@jest/globals";
import { stageThrottle } from "./throttle.ts";
import { stageThrottling } from "./throttling-file.ts";
import { tokenBucket } from "./token-bucket.ts";

/** A clock that is moved by hand. */
const clock = () => {
  const state = { time: 0, now: () => state.time };
  return state;
};

describe("a token bucket", () => {
  test("lets a burst through, and then what runs in", () => {
    const time = clock();
    const take = tokenBucket({ rateLimit: 2, burstLimit: 3 }, time.now);
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
    time.time = 499;
    expect(take()).toBe(false);
    time.time = 500;
    expect([take(), take()]).toEqual([true, false]);
  });

  test("never holds more than its burst", () => {
    const time = clock();
    const take = tokenBucket({ rateLimit: 1000, burstLimit: 2 }, time.now);
    time.time = 3_600_000;
    expect([take(), take(), take()]).toEqual([true, true, false]);
  });

  test("of no burst lets nothing through", () => {
    const time = clock();
    const take = tokenBucket({ rateLimit: 5, burstLimit: 0 }, time.now);
    time.time = 10_000;
    expect(take()).toBe(false);
  });
});

describe("a stage", () => {
  const settings = (given: object) => stageThrottling.parse(given);
  const all = () => true;

  test("gives each route a bucket of its own, and single ones another rate", () => {
    const throttle = stageThrottle(
      settings({ rateLimit: 0, burstLimit: 1, routes: { "GET /b": { rateLimit: 0, burstLimit: 2 } } }),
      all,
      clock().now,
    );
    expect(["GET /a", "GET /a", "GET /c"].map(throttle)).toEqual([null, "the stage's limit for GET /a", null]);
    expect(["GET /b", "GET /b", "GET /b"].map(throttle)).toEqual([null, null, "the stage's limit for GET /b"]);
  });

  test("without limits has the account's alone", () => {
    const time = clock();
    const throttle = stageThrottle(settings({}), tokenBucket({ rateLimit: 0, burstLimit: 2 }, time.now), time.now);
    expect(["GET /a", "GET /b", "GET /a"].map(throttle)).toEqual([null, null, "the account's limit"]);
  });

  test.each([
    [{ rateLimit: 1 }, /expected rateLimit and burstLimit/],
    [{ rateLimit: -1, burstLimit: 1 }, /requests a second/],
    [{ routes: { "/a": { rateLimit: 1, burstLimit: 1 } } }, /expected a route such as/],
    [{ burst: 1 }, /burst/],
  ])("refuses %j", (given, message) => {
    expect(() => settings(given)).toThrow(message);
    expect(() =>
      settings({ rateLimit: 1, burstLimit: 1, routes: { "GET /a": { rateLimit: 1, burstLimit: 1 } } }),
    ).not.toThrow();
  });
});
