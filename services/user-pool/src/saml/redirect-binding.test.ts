import { generateKeyPairSync, verify } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { redirectUrl } from "./redirect-binding.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const message = {
  parameter: "SAMLRequest",
  xml: "<a>ä</a>",
  destination: "https://idp.example.com/sso",
  relayState: "H4sIAAAA-_x.H4sI_.3",
  signedBy: undefined,
} as const;

test("a message travels deflated, in base64, with RelayState as it is", () => {
  const url = new URL(redirectUrl(message));
  expect(`${url.origin}${url.pathname}`).toBe(message.destination);
  expect([...url.searchParams.keys()]).toEqual(["SAMLRequest", "RelayState"]);
  expect(url.search).toMatch(/^\?SAMLRequest=[A-Za-z0-9%]+&RelayState=H4sIAAAA-_x\.H4sI_\.3$/);
  const sent = Buffer.from(url.searchParams.get("SAMLRequest") ?? "", "base64");
  expect(inflateRawSync(sent).toString()).toBe(message.xml);
});

test("a query that the URL has already stays in front", () => {
  const destination = "https://idp.example.com/sso?connection=a&x=%20";
  expect(redirectUrl({ ...message, destination, relayState: "r" })).toMatch(
    /^https:\/\/idp\.example\.com\/sso\?connection=a&x=%20&SAMLRequest=[^&?]+&RelayState=r$/,
  );
});

test.each([
  ["https://idp.example.com/sso", "?"],
  ["https://idp.example.com/sso?tenant=1", "&"],
])("the signature is over the encoded message, RelayState and SigAlg alone: %s", (destination, separator) => {
  const url = redirectUrl({ ...message, destination, relayState: "a b&c=d", signedBy: privateKey });
  expect(url.startsWith(`${destination}${separator}SAMLRequest=`)).toBe(true);
  const [signed = "", signature = ""] = url.slice(destination.length + 1).split("&Signature=");
  expect(signed).toMatch(
    /^SAMLRequest=[^&]+&RelayState=a%20b%26c%3Dd&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
  );
  const bytes = Buffer.from(decodeURIComponent(signature), "base64");
  expect(verify("sha256", Buffer.from(signed), publicKey, bytes)).toBe(true);
});

test("without RelayState there is no parameter of that name", () => {
  const { searchParams } = new URL(redirectUrl({ ...message, relayState: undefined, signedBy: privateKey }));
  expect([...searchParams.keys()]).toEqual(["SAMLRequest", "SigAlg", "Signature"]);
});
