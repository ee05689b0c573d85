import { expect, test } from "@jest/globals";
import { UnsecuredJWT } from "jose";
import { newSession } from "../challenges/session.ts";
import { NotAuthorized } from "../operations/failures.ts";
import type { Attempts } from "../trace/attempts.ts";
import type { Leg } from "../trace/trace.ts";
import { tracedCall } from "./traced-call.ts";

const legs: Leg[] = [];
const attempts = { record: async (leg: Leg) => void legs.push(leg) } as unknown as Attempts;
const world = { attempts, now: () => new Date("2026-11-23T12:00:00Z") };
const called = async (operation: string, body: object, run: () => Promise<object>) => {
  legs.length = 0;
  const named: string[] = [];
  const call = { operation, body, requestId: "request-1", partOf: (id: string) => named.push(id) };
  const answer = await tracedCall(call, world, run).catch((error) => error);
  return { answer, leg: legs[0], named };
};

const AuthParameters = { USERNAME: "alice", PASSWORD: "s3cret-passw0rd" };
const begin = { AuthFlow: "USER_PASSWORD_AUTH", ClientId: "client1", AuthParameters };
const Session = newSession({});

test("a sign-in is traced without its password and tokens", async () => {
  const AccessToken = new UnsecuredJWT({ username: "user-1", origin_jti: "origin-1" }).encode();
  const tokens = { AuthenticationResult: { AccessToken } };
  const { answer, leg, named } = await called("InitiateAuth", begin, async () => tokens);
  expect(answer).toBe(tokens);
  expect(leg).toMatchObject({
    username: "user-1",
    originJti: "origin-1",
    clientId: "client1",
    outcome: { code: "success" },
    parameters: { operation: "InitiateAuth", AuthFlow: "USER_PASSWORD_AUTH" },
  });
  for (const kept of ["s3cret", AccessToken]) expect(JSON.stringify(leg)).not.toContain(kept);
  expect(named).toEqual([leg?.attemptId]);
});

test("a refusal is traced with its code, and thrown", async () => {
  const refusal = new NotAuthorized("Incorrect username or password.");
  const { answer, leg } = await called("InitiateAuth", begin, () => Promise.reject(refusal));
  expect(answer).toBe(refusal);
  expect(leg?.outcome).toMatchObject({ code: "NotAuthorizedException", received: "Incorrect username or password." });
});

test("a challenge and its answer are one attempt, and the session is in neither", async () => {
  const challenged = await called("InitiateAuth", begin, async () => ({ ChallengeName: "PASSWORD_VERIFIER", Session }));
  const answered = await called("RespondToAuthChallenge", { ClientId: "client1", Session }, async () => ({}));
  expect(challenged.leg?.outcome).toBeUndefined();
  expect(challenged.leg?.pendingUntil).toEqual(new Date("2026-11-23T12:15:00Z"));
  expect(answered.leg?.attemptId).toBe(challenged.leg?.attemptId);
  expect(answered.leg?.outcome).toEqual({ code: "success", expected: undefined, received: undefined });
  expect(JSON.stringify([challenged.leg, answered.leg])).not.toContain(Session);
});

test("three challenges are one attempt, and another sign-in is another", async () => {
  const sessions = [Session, newSession({ session: Session })];
  sessions.push(newSession({ session: sessions[1] }));
  const ids = [(await called("InitiateAuth", begin, async () => ({ Session }))).leg?.attemptId];
  for (const [index, session] of sessions.entries()) {
    const next = sessions[index + 1];
    const answer = async () => (next === undefined ? {} : { Session: next });
    ids.push((await called("RespondToAuthChallenge", { Session: session }, answer)).leg?.attemptId);
  }
  expect(new Set(sessions).size).toBe(3);
  expect(new Set(ids).size).toBe(1);
  const other = await called("InitiateAuth", begin, async () => ({ Session: newSession({}) }));
  expect(other.leg?.attemptId).not.toBe(ids[0]);
});

test.each([
  ["a refresh", "InitiateAuth", { ...begin, AuthFlow: "REFRESH_TOKEN_AUTH" }],
  ["another operation", "GetUser", { AccessToken: "a" }],
])("%s is no sign-in", async (_what, operation, body) => {
  expect(await called(operation, body, async () => ({}))).toEqual({ answer: {}, leg: undefined, named: [] });
});

test("what nobody has checked yet does not break it", async () => {
  const body = { AuthFlow: 1, ClientId: {}, AuthParameters: { USERNAME: `a\u0000${"b".repeat(300)}` }, Session: [] };
  const { leg } = await called("InitiateAuth", body, async () => ({}));
  expect(leg?.username).toMatch(/^a\\u\{0\}b{254}…$/);
});
