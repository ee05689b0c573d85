import { randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { readRelayState, relayState } from "./relay-state.ts";

const now = new Date("2026-11-23T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const key = { version: 3, key: randomBytes(32) };
const content = {
  poolId: "us-east-1_GateHous3",
  domain: "auth.example.com",
  clientId: "1gatehouse2local3client4ab",
  redirectUri: "https://app.example.com/auth/callback",
  responseType: "code",
  scopes: ["openid", "email"],
  signIn: "b2a1a2d4-9e4c-4a5e-8f0e-2f0b8b3a9c11",
  requestId: "_8a7ad1e5-5bd5-4c2f-9f9b-ff1b3a0e2d11",
};
const value = relayState(content, key, now);
const [payload = "", mac = ""] = value.split(".");

test("looks like Cognito's", () => {
  expect(value).toMatch(/^H4sIAAAA[\w-]{400,1000}\.H4sIAAAA[\w-]{50,80}\.3$/);
  expect(gunzipSync(Buffer.from(mac, "base64url"))).toHaveLength(32);
  expect(JSON.parse(gunzipSync(Buffer.from(payload, "base64url")).toString())).toMatchObject({
    a: content.poolId,
    b: "auth",
    c: content.clientId,
    f: "SAML",
    g: content.scopes,
    k: expect.stringMatching(/^[\w-]{171}$/),
    m: now.getTime() / 1_000,
    t: content.requestId,
  });
});

test("no two are alike", () => expect(relayState(content, key, now)).not.toBe(value));

describe("coming back", () => {
  const other = { version: 3, key: randomBytes(32) };
  const flipped = (at: number) => `${value.slice(0, at)}${value[at] === "A" ? "B" : "A"}${value.slice(at + 1)}`;
  const evil = gzipSync(JSON.stringify({ m: now.getTime() / 1_000, r: "x", t: "_x" })).toString("base64url");
  const level0 = gzipSync(gunzipSync(Buffer.from(mac, "base64url")), { level: 0 });
  level0[9] = 0x42;

  test.each<[string, unknown, Date]>([
    ["changed at its start", flipped(20), now],
    ["changed in its MAC", flipped(payload.length + 20), now],
    ["cut off, as by a limit of 80 bytes", value.slice(0, 80), now],
    ["with another payload", `${evil}.${mac}.3`, now],
    ["with the same MAC, packed otherwise", `${payload}.${level0.toString("base64url")}.3`, now],
    ["with another version", value.replace(/3$/, "4"), now],
    ["with another spelling of the version", value.replace(/3$/, "03"), now],
    ["padded", `${payload}=.${mac}.3`, now],
    ["encoded once more", encodeURIComponent(`${value}/`), now],
    ["with white space", `${value} `, now],
    ["of another key", relayState(content, other, now), now],
    ["after five minutes", value, later(300)],
    ["sent twice", [value, value], now],
    ["absent", undefined, now],
    ["empty", "", now],
    ["a URL", "https://evil.test/", now],
    ["longer than any", "H4sIAAAA".repeat(1_000), now],
  ])("%s: refused", (_name, returned, at) => {
    expect(() => readRelayState(returned, [key], at)).toThrow(
      expect.objectContaining({
        code: "SAML_RELAY_STATE_INVALID",
        shownOn: "page",
        wire: "Invalid samlResponse or relayState from identity provider",
      }),
    );
  });

  test.each<[string, string, Date]>([
    ["at once", value, now],
    ["just in time", value, later(299)],
    ["under an older key", relayState(content, { version: 2, key: other.key }, now), now],
  ])("%s: read", (_name, returned, at) => {
    const keys = [key, { version: 2, key: other.key }];
    expect(readRelayState(returned, keys, at)).toEqual({ signIn: content.signIn, requestId: content.requestId });
  });
});
