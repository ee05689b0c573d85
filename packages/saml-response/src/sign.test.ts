import { beforeAll, describe, expect, test } from "@jest/globals";
import { SAML } from "@node-saml/node-saml";
import { type KeyPair, selfSigned } from "./key-pair.ts";
import { samlResponse } from "./response.ts";
import { type SignOptions, signed } from "./sign.ts";

const options = {
  issuer: "https://idp.example.com/metadata",
  audience: "urn:sp",
  recipient: "https://sp.example.com/acs",
  destination: "https://sp.example.com/acs",
  inResponseTo: "_request",
  nameId: "alice@example.com",
  attributes: { groups: ["a\r\n<b>", "c"] },
};

let mine: KeyPair;
let anothers: KeyPair;
beforeAll(async () => {
  [mine, anothers] = await Promise.all([selfSigned({ commonName: "mine" }), selfSigned({ commonName: "another's" })]);
});

/** node-saml, told to want exactly the signatures that `what` names. */
const verified = (xml: string, what: SignOptions["what"]) =>
  new SAML({
    callbackUrl: options.recipient,
    issuer: options.audience,
    audience: options.audience,
    idpCert: mine.certificate,
    entryPoint: "https://idp.example.com/sso",
    wantAssertionsSigned: what !== "response",
    wantAuthnResponseSigned: what !== "assertion",
  }).validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString("base64") });

describe.each(["assertion", "response", "both"] as const)("signing %s", (what) => {
  test("makes a response that node-saml accepts", async () => {
    const { profile } = await verified(signed(samlResponse(options), { what, ...mine }), what);
    expect(profile).toMatchObject({ nameID: "alice@example.com", attributes: options.attributes });
  });

  test("makes a response that cannot be changed", async () => {
    const xml = signed(samlResponse(options), { what, ...mine });
    await expect(verified(xml.replaceAll("alice@", "mallory@"), what)).rejects.toThrow(/signature/i);
  });

  test("with another key is refused", async () => {
    const xml = signed(samlResponse(options), { what, ...anothers });
    await expect(verified(xml, what)).rejects.toThrow(/signature/i);
  });

  test("puts each signature right after its element's issuer, and signs nothing else", () => {
    const xml = signed(samlResponse(options), { what, ...mine });
    const places = [
      ...xml.matchAll(/<(samlp:Response|saml:Assertion) [^>]*><saml:Issuer>[^<]*<\/saml:Issuer><ds:Sig/g),
    ];
    const expected = {
      assertion: ["saml:Assertion"],
      response: ["samlp:Response"],
      both: ["samlp:Response", "saml:Assertion"],
    };
    expect(places.map(([, element]) => element)).toEqual(expected[what]);
    expect(xml.match(/<ds:Signature /g)).toHaveLength(places.length);
  });
});

test("the ids stay as they were made, and each signature refers to its own element", () => {
  const xml = signed(samlResponse({ ...options, id: "_r", assertionId: "_a" }), { what: "both", ...mine });
  expect([...xml.matchAll(/ (?:ID|Id|URI)="([^"]*)"/g)].map(([, id]) => id)).toEqual(["_r", "#_r", "_a", "#_a"]);
});

describe("a weak variant, for the tests of a verifier,", () => {
  const weak = {
    signatureAlgorithm: "rsa-sha1",
    digestAlgorithm: "sha1",
    canonicalization: "exc-c14n-with-comments",
  } as const;

  test("names what it was asked for, and its signature is right all the same", async () => {
    const xml = signed(samlResponse(options), { what: "both", ...mine, ...weak });
    const algorithms = new Set([...xml.matchAll(/ Algorithm="([^"]*)"/g)].map(([, algorithm]) => algorithm));
    expect(algorithms).toEqual(
      new Set([
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "http://www.w3.org/2000/09/xmldsig#sha1",
      ]),
    );
    expect((await verified(xml, "both")).profile?.nameID).toBe("alice@example.com");
  });

  test.each(["c14n", "c14n-with-comments", "exc-c14n"] as const)("%s is right too", async (canonicalization) => {
    const xml = signed(samlResponse(options), { what: "both", ...mine, canonicalization });
    expect((await verified(xml, "both")).profile?.nameID).toBe("alice@example.com");
  });
});

test("what is not there cannot be signed", () => {
  expect(() => signed(samlResponse({ ...options, assertion: false }), { what: "assertion", ...mine })).toThrow(
    /not found/,
  );
});
