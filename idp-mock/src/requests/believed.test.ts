import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { type SignOptions, signed } from "@gatehouse/saml-response/sign.ts";
import { describe, expect, test } from "@jest/globals";
import { requestXml } from "../testing/request-xml.ts";
import { rsaSha256, signedQuery } from "../testing/signed-request.ts";
import { believed } from "./believed.ts";
import { fromRedirect } from "./message.ts";
import { redirectParameters } from "./redirect-parameters.ts";

const [own, stranger] = await Promise.all([selfSigned({ commonName: "sp" }), selfSigned({ commonName: "sp" })]);
const issuer = "urn:sp";
const service = { entityId: issuer, assertionConsumerService: "https://sp.example/acs" };
const known = [{ ...service, signingCertificate: own.certificate }];
const xml = requestXml({}, { issuer });

describe("over HTTP-Redirect", () => {
  const { key } = own;
  const query = signedQuery(xml, { key, relayState: "a b" });
  const believe = (received: string, registered: typeof known | [typeof service] = known) => {
    const parameters = redirectParameters(received);
    return believed({ xml: fromRedirect(parameters.SAMLRequest?.value), parameters }, issuer, registered);
  };
  const form = (value: string) => new URLSearchParams({ "": value }).toString().slice(1);

  test.each([
    ["in the order of the specification", query],
    ["in another order", query.split("&").reverse().join("&")],
    ["among other parameters", `a=b&${query}&c`],
    ["without a relay state", signedQuery(xml, { key })],
    ["with blanks as +, as a form has them", signedQuery(xml, { key, relayState: "a b", encode: form })],
    [
      "in lower-case hexadecimals",
      signedQuery(xml, {
        key,
        encode: (value) => encodeURIComponent(value).replace(/%../g, (hex) => hex.toLowerCase()),
      }),
    ],
    ["by rsa-sha512", signedQuery(xml, { key, algorithm: rsaSha256.replace("256", "512"), hash: "sha512" })],
  ])("a signature %s is taken", (_case, received) => {
    expect(believe(received)).toBe(xml);
  });

  test.each([
    ["none", query.replace(/&SigAlg.*/, ""), /SigAlg: expected the parameter: .* known to sign, received none/],
    ["an algorithm alone", query.replace(/&Signature.*/, ""), /Signature: expected the parameter/],
    [
      "a stranger's",
      signedQuery(xml, { key: stranger.key }),
      /Signature: expected a signature by urn:sp, .*SAMLRequest=/,
    ],
    [
      "one of another message",
      query.replace(
        /SAMLRequest=[^&]*/,
        signedQuery(requestXml({}, { issuer }), { key: stranger.key }).split("&", 1).join(),
      ),
      /does not verify/,
    ],
    ["one of another relay state", query.replace("a%20b", "a%20c"), /does not verify/],
    ["one of no relay state", query.replace("RelayState=a%20b&", ""), /does not verify/],
    ["a relay state added", `${signedQuery(xml, { key })}&RelayState=a`, /does not verify/],
    ["octets encoded again", query.replace("a%20b", "a+b"), /does not verify/],
    [
      "SHA-1",
      signedQuery(xml, { key, algorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1", hash: "sha1" }),
      /SigAlg: expected .*rsa-sha256 or .*rsa-sha512, received .*rsa-sha1/,
    ],
    ["an algorithm that is not the one", query.replace("rsa-sha256", "rsa-sha512"), /does not verify/],
    ["what is not base64", query.replace(/Signature=.*/, "Signature=%3C"), /Signature: expected base64, received </],
    ["an empty one", query.replace(/Signature=.*/, "Signature="), /received nothing/],
    ["two", `${query}&Signature=a`, /Signature: expected the parameter, at most once/],
    [
      "a parameter by another spelling",
      query.replace("SAMLRequest", "SAML%52equest"),
      /SAMLRequest: expected its name as it is, received SAML%52equest/,
    ],
    ["another encoding", `${query}&SAMLEncoding=gzip`, /SAMLEncoding: expected .*DEFLATE, received gzip/],
  ])("%s is refused", (_case, received, message) => {
    expect(received).not.toBe(query);
    expect(() => believe(received)).toThrow(message);
  });

  test("whoever is not known to sign may not", () => {
    expect(believe(query.replace(/&SigAlg.*/, ""), [service])).toBe(xml);
    expect(believe(signedQuery(xml, { key: stranger.key }), [service])).toBe(xml);
  });

  test("any of the certificates may have signed", () => {
    const both = [{ ...service, signingCertificate: stranger.certificate }, ...known];
    expect(believe(query, both)).toBe(xml);
    expect(believe(signedQuery(xml, { key: stranger.key }), both)).toBe(xml);
  });
});

describe("over HTTP-POST", () => {
  const message = (options: Partial<SignOptions> = {}) => signed(xml, { what: "message", ...own, ...options });
  const good = message();
  const believe = (received: string) => believed({ xml: received }, issuer, known);
  const unsigned = /^<saml2p:AuthnRequest (?!.*Signature).*<\/saml2p:AuthnRequest>$/s;

  test.each([
    ["rsa-sha256", good],
    ["rsa-sha512", message({ signatureAlgorithm: "rsa-sha512", digestAlgorithm: "sha512" })],
    ["a certificate of another in KeyInfo", message({ certificate: stranger.certificate })],
  ])("%s is taken, and what was signed is read on from", (_case, received) => {
    expect(believe(received)).toMatch(unsigned);
  });

  const another = requestXml({ ID: "_evil" }, { issuer });
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(good)?.[0] ?? "";
  test.each([
    ["none", xml, /Signature: expected one by urn:sp, .* received none/],
    ["a stranger's", message({ key: stranger.key }), /received one that does not verify/],
    ["a change afterwards", good.replace("https://pool.example.com", "https://evil.example"), /does not verify/],
    [
      "another's",
      another.replace("</saml2:Issuer>", `</saml2:Issuer>${signature}`),
      /Reference\/@URI: expected #_evil, received #_request/,
    ],
    ["SHA-1", message({ signatureAlgorithm: "rsa-sha1" }), /SignatureMethod\/@Algorithm: expected .*rsa-sha256/],
    ["a digest by SHA-1", message({ digestAlgorithm: "sha1" }), /DigestMethod\/@Algorithm/],
    ["another canonicalization", message({ canonicalization: "c14n" }), /CanonicalizationMethod\/@Algorithm/],
    ["two", good.replace(signature, signature + signature), /Signature: expected one of .*received 2/],
    ["one below another element", good.replace(signature, `<a>${signature}</a>`), /a child of AuthnRequest/],
    [
      "an object in it",
      good.replace("</ds:SignatureValue>", "</ds:SignatureValue><ds:Object/>"),
      /Signature: Signature/,
    ],
    ["two references", good.replace(/<ds:Reference .*<\/ds:Reference>/s, "$&$&"), /Signature: SignedInfo/],
    [
      "a transform more",
      good.replace("</ds:Transforms>", '<ds:Transform Algorithm="a"/></ds:Transforms>'),
      /Signature: Transforms/,
    ],
    [
      "a method with parameters",
      good.replace(/(<ds:SignatureMethod [^>]*)\/>/, "$1><ds:HMACOutputLength/></ds:SignatureMethod>"),
      /SignatureMethod: expected no parameters/,
    ],
    [
      "a value that is none",
      good.replace(/<ds:SignatureValue>[^<]*/, "<ds:SignatureValue>"),
      /SignatureValue: expected base64/,
    ],
  ])("%s is refused", (_case, received, expected) => {
    expect(received).not.toBe(good);
    expect(() => believe(received)).toThrow(expected);
  });

  test("an element more with the id that is signed is refused", () => {
    const twice = good.replace("</saml2p:AuthnRequest>", '<a ID="_request"/></saml2p:AuthnRequest>');
    expect(() => believe(twice)).toThrow(/does not verify/);
  });
});
