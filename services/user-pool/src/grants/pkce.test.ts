import { describe, expect, test } from "@jest/globals";
import { provesPossession } from "./pkce.ts";

// RFC 7636, appendix B.
const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

describe("the proof of possession", () => {
  test.each<[string, string | undefined, string | undefined, boolean]>([
    ["the RFC's own example", verifier, challenge, true],
    ["no challenge and no verifier", undefined, undefined, true],
    ["a verifier that is missing", undefined, challenge, false],
    ["a verifier where there was no challenge", verifier, undefined, false],
    ["another verifier", verifier.replace("d", "e"), challenge, false],
    ["the challenge itself, as `plain` would have it", challenge, challenge, false],
    ["a verifier that is too short", verifier.slice(1), challenge, false],
    ["a verifier with a character that it may not have", `${verifier}+`, challenge, false],
  ])("%s", (_what, shown, wanted, proves) => {
    expect(provesPossession(shown, wanted)).toBe(proves);
  });
});
