import { describe, expect, test } from "@jest/globals";
import { BadToken } from "./bad-token.ts";
import { readCompactJws } from "./compact-jws.ts";
import { base64url } from "./testing/signed-token.ts";

const header = base64url({ alg: "RS256", kid: "k" });
const payload = base64url({ sub: "s" });
// 342 characters for 256 bytes: the last one carries four bits that decode to nothing.
const signature = Buffer.alloc(256, 7).toString("base64url");
const token = (...segments: string[]) => segments.join(".");

test("the control: a token is taken apart", () => {
  expect(readCompactJws(token(header, payload, signature))).toEqual({
    token: token(header, payload, signature),
    header: { alg: "RS256", kid: "k" },
    payload: '{"sub":"s"}',
    claims: { sub: "s" },
  });
});

/** The same bytes in another spelling: only its last character differs, in bits that do not count. */
const respelled = (segment: string) => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const other = segment.slice(0, -1) + alphabet[alphabet.indexOf(segment.at(-1) ?? "") ^ 1];
  expect(Buffer.from(other, "base64url")).toEqual(Buffer.from(segment, "base64url"));
  return other;
};

describe("is no token:", () => {
  test.each<[string, string, string]>([
    ["nothing", "", "token contains an invalid number of segments"],
    ["a word", "not-a-token", "token contains an invalid number of segments"],
    ["two segments", token(header, payload), "token contains an invalid number of segments"],
    ["four segments", token(header, payload, signature, ""), "token contains an invalid number of segments"],
    ["a JWE", token(header, "", payload, payload, signature), "token contains an invalid number of segments"],
    [
      "a prefix in another case",
      `bearer ${token(header, payload, signature)}`,
      "tokenstring should not contain 'bearer '",
    ],
    ["a second prefix", `Bearer ${token(header, payload, signature)}`, "tokenstring should not contain 'bearer '"],
    ["a space before it", ` ${token(header, payload, signature)}`, "illegal base64 data at input byte 0"],
    ["a space in the signature", token(header, payload, `ab ${signature}`), "illegal base64 data at input byte 2"],
    ["a line break behind it", `${token(header, payload, signature)}\n`, "illegal base64 data at input byte 342"],
    ["padding", `${token(header, payload, signature)}==`, "illegal base64 data at input byte 342"],
    ["the other alphabet", token(header, payload, `+/${signature}`), "illegal base64 data at input byte 0"],
    ["bits that do not count", token(header, payload, respelled(signature)), "illegal base64 data at input byte 341"],
    ["one character too many", token(header, payload, "AAAAA"), "illegal base64 data at input byte 4"],
    ["a payload that is no JSON", token(header, base64url("{"), signature), "token is malformed"],
    ["a payload that is a list", token(header, base64url([]), signature), "token is malformed"],
    ["a payload that is null", token(header, base64url("null"), signature), "token is malformed"],
    ["a header that is a text", token(base64url('"RS256"'), payload, signature), "token is malformed"],
    [
      "a payload that is no UTF-8",
      token(header, Buffer.from([0x22, 0xff, 0x22]).toString("base64url"), signature),
      "token is malformed",
    ],
    ["an empty header", token("", payload, signature), "token is malformed"],
  ])("%s", (_what, text, description) => {
    const read = () => readCompactJws(text);
    expect(read).toThrow(BadToken);
    expect(read).toThrow(expect.objectContaining({ description }));
  });
});
