import { describe, expect, test } from "@jest/globals";
import { sealWith } from "./sealed-request.ts";

const now = new Date("2026-11-23T10:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const pending = {
  id: "_request",
  serviceProvider: "urn:a",
  assertionConsumerService: "https://a.example.com/acs",
  relayState: "H4sIAAAA+/= %2B\r\nä",
};

describe("a sealed request", () => {
  const sealed = sealWith("secret").close(pending, now);
  const [payload, seal] = sealed.split(".");

  test("is what it was, with its relay state byte for byte, also after a restart", () => {
    expect(sealWith("secret").open(sealed, after(59))).toEqual(pending);
  });

  test("may come without a relay state", () => {
    const { relayState: _, ...without } = pending;
    const seal = sealWith("secret");
    expect(seal.open(seal.close({ ...without, relayState: undefined }, now), now)).toEqual(without);
  });

  const forged = Buffer.from(JSON.stringify({ ...pending, assertionConsumerService: "https://evil.example.com" }));
  test.each([
    ["changed", `${forged.toString("base64url")}.${seal}`],
    ["without its seal", payload],
    ["with a shorter seal", sealed.slice(0, -4)],
    ["of another key", sealWith("another").close(pending, now)],
    ["that is empty", ""],
    ["that is missing", undefined],
    ["that is there twice", [sealed, sealed]],
  ])("%s is refused", (_case, text) => {
    expect(() => sealWith("secret").open(text, now)).toThrow(/the sign-in that is under way/);
  });

  test("is refused after an hour", () => {
    expect(() => sealWith("secret").open(sealed, after(61))).toThrow(/a choice within an hour/);
  });
});
