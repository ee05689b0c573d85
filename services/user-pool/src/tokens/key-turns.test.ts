import { beforeAll, describe, expect, test } from "@jest/globals";
import { type KeyInTurn, keysAt, lead, nextTurn, outlived } from "./key-turns.ts";
import { newSigningKey } from "./new-signing-key.ts";
import type { SigningKey, TokenKind } from "./signing-keys.ts";

const start = new Date("2026-11-23T10:00:00Z").getTime();
const [hour, day] = [3_600_000, 86_400_000];
const at = (milliseconds: number) => new Date(start + milliseconds);

let key: SigningKey;
beforeAll(async () => {
  key = await newSigningKey();
});

const turn = (kid: string, signs: TokenKind, from: number): KeyInTurn => ({ ...key, kid, signs, signsFrom: at(from) });

describe("the keys of a pool", () => {
  const ids = [turn("id 2", "id", 30 * day), turn("id 1", "id", 0)];
  const access = turn("access 1", "access", 0);

  // [time, the kid that signs id tokens, all that are published]
  test.each<[string, number, string, string[]]>([
    ["before the first turn", -1, "id 1", ["id 1", "id 2", "access 1"]],
    ["in the first turn", day, "id 1", ["id 1", "id 2", "access 1"]],
    ["a millisecond before the second", 30 * day - 1, "id 1", ["id 1", "id 2", "access 1"]],
    ["when the second begins", 30 * day, "id 2", ["id 1", "id 2", "access 1"]],
    ["while tokens of the first may be alive", 31 * day, "id 2", ["id 1", "id 2", "access 1"]],
    ["when none is alive any more", 31 * day + 60_000, "id 2", ["id 2", "access 1"]],
  ])("%s", (_what, time, signing, published) => {
    const keys = keysAt([...ids, access], at(time));
    expect(keys.id.kid).toBe(signing);
    expect(keys.access.kid).toBe("access 1");
    expect(keys.published.map(({ kid }) => kid)).toEqual(published);
  });

  test("must have one for each kind of token", () => {
    expect(() => keysAt(ids, at(0))).toThrow("no key that signs access tokens");
  });
});

describe("the next turn", () => {
  const age = 30 * day;

  test.each<[string, number, Date | undefined]>([
    ["is not thought of early", age - lead - 1, undefined],
    ["is announced ahead", age - lead, at(age)],
    ["begins on time", age - hour, at(age + lead - hour)],
    ["is announced ahead even where it is late", 100 * day, at(100 * day + lead)],
  ])("%s", (_what, now, begins) => {
    expect(nextTurn(at(0), { age, now: at(now) })).toEqual(begins);
  });

  test("removes a key no earlier than it is unpublished", () => {
    expect(outlived(at(31 * day + 60_000))).toEqual(at(30 * day));
  });
});
