import { describe, expect, test } from "@jest/globals";
import { judgeRefresh, type RefreshRefused } from "./judge-refresh.ts";
import type { PresentedToken, TokenFamily } from "./token-family.ts";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

const family: TokenFamily = {
  originJti: "3f0f2c8e-7f0c-4b2e-9b55-3a4a6d1f5b10",
  scopes: ["openid"],
  authTime: ago(100),
  eventId: undefined,
  poolId: "us-east-1_AbCdEfGhI",
  clientId: "mine",
  username: "CorpSAML_alice",
  expires: new Date(now.getTime() + 1000),
  revoked: false,
};

const fresh: PresentedToken = { family, newest: true, original: true, rotatedAt: undefined };
const rotated = (seconds: number): PresentedToken => ({ ...fresh, newest: false, rotatedAt: ago(seconds) });
const of = (change: Partial<TokenFamily>): PresentedToken => ({ ...fresh, family: { ...family, ...change } });

describe("a refresh token", () => {
  // [what, presented, grace, answer]
  test.each<[string, PresentedToken | undefined, number | undefined, string]>([
    ["is kept without rotation", fresh, undefined, "keep"],
    ["is rotated with it", fresh, 0, "rotate"],
    ["that is unknown is refused", undefined, undefined, "unknown"],
    ["of another client is refused", of({ clientId: "another" }), undefined, "foreign"],
    ["of a revoked family is refused", of({ revoked: true }), undefined, "revoked"],
    ["is good to its last millisecond", of({ expires: new Date(now.getTime() + 1) }), undefined, "keep"],
    ["is refused when its time has come", of({ expires: now }), undefined, "expired"],
    ["that was rotated forks within the grace", rotated(59), 60, "rotate"],
    ["that was rotated is refused when the grace is over", rotated(60), 60, "reused"],
    ["that was rotated is refused at once without grace", rotated(0), 0, "reused"],
    ["that was rotated while it waited is refused without grace", rotated(-1), 0, "reused"],
    ["that was rotated while it waited forks within the grace", rotated(-1), 60, "rotate"],
    ["that a fork overtook is refused", { ...fresh, newest: false }, 60, "reused"],
    ["that was rotated stays refused when rotation was switched off", rotated(1), undefined, "reused"],
  ])("%s", (_what, presented, rotationGrace, answer) => {
    const judged = () => judgeRefresh(presented, { clientId: "mine", rotationGrace, now });
    if (answer === "keep" || answer === "rotate") expect(judged()).toBe(answer);
    else expect(judged).toThrow(expect.objectContaining({ reason: answer }) as unknown as RefreshRefused);
  });
});
