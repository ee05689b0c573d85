import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Session, type Sessions, sessionsInMemory, type Visit } from "./sessions.ts";

const now = new Date("2026-11-23T10:00:00Z");
const visit = (sessionIndex: string, changed: Partial<Visit> = {}): Visit => ({
  serviceProvider: "urn:a",
  assertionConsumerService: "https://a.example/acs",
  nameId: "alice",
  nameIdFormat: "urn:f",
  sessionIndex,
  ...changed,
});

let sessions: Sessions;
let alice: Session;
beforeEach(() => {
  sessions = sessionsInMemory(() => now);
  alice = sessions.join(undefined, { person: "alice@example.com", visit: visit("_1") });
});

test("a session is joined by the same person with the same browser", () => {
  const again = sessions.join(alice.id, { person: "alice@example.com", visit: visit("_2") });
  expect(again).toEqual({ id: alice.id, person: "alice@example.com", since: now, visits: [visit("_1"), visit("_2")] });
  expect(sessions.list()).toEqual([again]);
});

test.each([
  ["another browser", undefined, "alice@example.com"],
  ["a cookie that nobody gave out", "guessed", "alice@example.com"],
  ["another person", "hers", "bob@example.com"],
])("%s begins one of its own", (_case, id, person) => {
  const other = sessions.join(id === "hers" ? alice.id : id, { person });
  expect([alice.id, "guessed"]).not.toContain(other.id);
  expect(other.id).toMatch(/^[\w-]{32}$/);
  expect(sessions.list()).toEqual([alice, other]);
});

describe("a service provider names", () => {
  test.each<[string, string[], Partial<Visit>, boolean]>([
    ["a session by its index", ["_1"], {}, true],
    ["one of several", ["_0", "_1"], {}, true],
    ["all of a person's", [], {}, true],
    ["an index that there is not", ["_0"], {}, false],
    ["another's index", ["_1"], { nameId: "bob" }, false],
    ["what another service provider was told", ["_1"], { serviceProvider: "urn:b" }, false],
  ])("%s", (_case, sessionIndexes, changed, found) => {
    const { serviceProvider, nameId } = visit("", changed);
    expect(sessions.named({ serviceProvider, nameId, sessionIndexes })).toEqual(found ? [alice] : []);
  });
});

test("an ended session is gone, and only that", () => {
  const bob = sessions.join(undefined, { person: "bob@example.com" });
  expect(sessions.end(alice.id)).toEqual(alice);
  expect([sessions.end(alice.id), sessions.find(alice.id), sessions.find(bob.id)]).toEqual([undefined, undefined, bob]);
  sessions.clear();
  expect(sessions.list()).toEqual([]);
});

test("the thousand newest are kept", () => {
  for (let count = 0; count < 1_000; count += 1) sessions.join(undefined, { person: `p${count}@example.com` });
  expect(sessions.list()).toHaveLength(1_000);
  expect(sessions.find(alice.id)).toBeUndefined();
});
