/** The pool's own verifier of logout messages: each attack beside its harmless twin. */
import { samlLogoutRequest, samlLogoutResponse } from "@gatehouse/saml-response/logout.ts";
import { type SignOptions, signed } from "@gatehouse/saml-response/sign.ts";
import { describe, expect, test } from "@jest/globals";
import { SamlRefusal } from "./refusal.ts";
import { answer, attackerKeys, base64, idp, idpKeys, now, swap } from "./testing/answers.ts";
import { readLogoutMessage, verifyLogoutRequest, verifyLogoutResponse } from "./verify-logout.ts";

const slo = "https://pool.test/saml2/logout";
const requestId = "_request";
const expectation = { slo, idp, now };
const alice = "alice@example.com";

const sign = (xml: string, change: Partial<SignOptions> = {}) =>
  signed(xml, { what: "message", ...idpKeys, ...change });

const request = (change: Partial<Parameters<typeof samlLogoutRequest>[0]> = {}) =>
  samlLogoutRequest({ id: "_logout", issuer: idp.entityId, destination: slo, now, nameId: alice, ...change });
const response = (change: Partial<Parameters<typeof samlLogoutResponse>[0]> = {}) =>
  samlLogoutResponse({
    id: "_logout",
    issuer: idp.entityId,
    destination: slo,
    now,
    inResponseTo: requestId,
    ...change,
  });

const outcomeOf = (verify: () => string) => {
  try {
    return verify();
  } catch (error) {
    if (error instanceof SamlRefusal) return error.code;
    throw error;
  }
};

const kinds = {
  LogoutRequest: {
    message: request,
    outcome: (xml: string) =>
      outcomeOf(() => {
        const { nameId, sessionIndexes } = verifyLogoutRequest(
          readLogoutMessage(base64(xml), "LogoutRequest"),
          expectation,
        );
        return [nameId, ...sessionIndexes].join(" ");
      }),
    good: alice,
  },
  LogoutResponse: {
    message: response,
    outcome: (xml: string) =>
      outcomeOf(() => {
        verifyLogoutResponse(readLogoutMessage(base64(xml), "LogoutResponse"), expectation, requestId);
        return "signed out";
      }),
    good: "signed out",
  },
} as const;

const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

describe.each(["LogoutRequest", "LogoutResponse"] as const)("a %s", (kind) => {
  const { message, outcome, good } = kinds[kind];
  const signedMessage = sign(message());
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signedMessage)?.[0] ?? "";
  const unsigned = swap(signedMessage, signature, "");
  const root = new RegExp(`^<samlp:${kind}`);

  test.each<[string, string, string]>([
    ["control", signedMessage, good],
    ["control: SHA-512", sign(message(), { signatureAlgorithm: "rsa-sha512", digestAlgorithm: "sha512" }), good],
    ["unsigned", message(), "SAML_LOGOUT_STRUCTURE"],
    ["of an attacker's key", sign(message(), attackerKeys), "SAML_SIGNATURE_INVALID"],
    [
      "of an attacker's key with the provider's certificate",
      sign(message(), { key: attackerKeys.key }),
      "SAML_SIGNATURE_INVALID",
    ],
    ["SHA-1", sign(message(), { signatureAlgorithm: "rsa-sha1" }), "SAML_SIGNATURE_ALGORITHM"],
    ["SHA-1 digest", sign(message(), { digestAlgorithm: "sha1" }), "SAML_SIGNATURE_ALGORITHM"],
    ["MD5", swap(signedMessage, "xmldsig-more#rsa-sha256", "xmldsig-more#rsa-md5"), "SAML_SIGNATURE_ALGORITHM"],
    ["comments", sign(message(), { canonicalization: "exc-c14n-with-comments" }), "SAML_SIGNATURE_ALGORITHM"],
    [
      "changed after it was signed",
      swap(signedMessage, ` ID="_logout"`, ` Consent="x" ID="_logout"`),
      "SAML_SIGNATURE_INVALID",
    ],
    ["with another id", swap(signedMessage, ` ID="_logout"`, ` ID="_other"`), "SAML_SIGNATURE_FORM"],
    [
      "wrapped: the signed one within its own signature, under an evil root",
      swap(swap(signedMessage, ` ID="_logout"`, ` ID="_evil"`), "</ds:Signature>", `${unsigned}</ds:Signature>`),
      "SAML_SIGNATURE_FORM",
    ],
    ["wrapped: a second signature", swap(signedMessage, signature, signature + signature), "SAML_LOGOUT_STRUCTURE"],
    [
      "wrapped: an evil root around the signed one",
      swap(message({ id: "_evil" }), "</saml:Issuer>", `</saml:Issuer>${signedMessage}`),
      "SAML_LOGOUT_STRUCTURE",
    ],
    [
      "wrapped: a signed assertion within (samlify#634)",
      swap(message(), "</saml:Issuer>", `</saml:Issuer>${signed(answer(), { what: "assertion", ...idpKeys })}`),
      "SAML_LOGOUT_STRUCTURE",
    ],
    [
      "with Extensions",
      sign(swap(message(), "</saml:Issuer>", "</saml:Issuer><samlp:Extensions/>")),
      "SAML_LOGOUT_STRUCTURE",
    ],
    [
      "in another namespace",
      swap(signedMessage, root, `<saml:${kind}`).replace(/samlp:[^:>]*>$/, `saml:${kind}>`),
      "SAML_LOGOUT_STRUCTURE",
    ],
    [
      "to another address",
      sign(message({ destination: "https://other.test/saml2/logout" })),
      "SAML_DESTINATION_MISMATCH",
    ],
    ["to no address", sign(swap(message(), ` Destination="${slo}"`, "")), "SAML_DESTINATION_MISMATCH"],
    [
      "to the assertion consumer service",
      sign(message({ destination: "https://pool.test/saml2/idpresponse" })),
      "SAML_DESTINATION_MISMATCH",
    ],
    ["of another issuer", sign(message({ issuer: "https://other.test/" })), "SAML_ISSUER_MISMATCH"],
    ["of another version", sign(swap(message(), `Version="2.0"`, `Version="1.1"`)), "SAML_VERSION_UNSUPPORTED"],
    ["from long ago", sign(message({ now: minutes(-7) })), "SAML_RESPONSE_EXPIRED"],
    ["control: from a while ago", sign(message({ now: minutes(-5) })), good],
    ["from the future", sign(message({ now: minutes(2) })), "SAML_RESPONSE_NOT_YET_VALID"],
    ["with a DOCTYPE", `<!DOCTYPE x>${signedMessage}`, "SAML_XML_FORBIDDEN"],
    [
      "with a processing instruction",
      swap(signedMessage, "</saml:Issuer>", "<?x y?></saml:Issuer>"),
      "SAML_XML_FORBIDDEN",
    ],
    ["that is a Response", signed(answer(), { what: "response", ...idpKeys }), "SAML_LOGOUT_STRUCTURE"],
  ])("%s", (_name, xml, result) => expect(outcome(xml)).toBe(result));
});

describe("a LogoutRequest", () => {
  const { outcome } = kinds.LogoutRequest;
  const nameId = /<saml:NameID.*<\/saml:NameID>/;
  test.each<[string, string, string]>([
    ["control: of two sessions", sign(request({ sessionIndexes: ["_1", "_2"] })), `${alice} _1 _2`],
    [
      "F5: part of the name in a processing instruction",
      swap(sign(request({ nameId: "not-alice" })), ">not-alice<", "><?x not-?>alice<"),
      "SAML_XML_FORBIDDEN",
    ],
    [
      "part of the name in an element",
      sign(swap(request(), ">alice@example.com<", "><saml:x>bob</saml:x>alice<")),
      "SAML_NAME_ID_INVALID",
    ],
    [
      "two names",
      sign(swap(request(), nameId, "<saml:NameID>a</saml:NameID><saml:NameID>b</saml:NameID>")),
      "SAML_LOGOUT_STRUCTURE",
    ],
    ["no name", sign(swap(request(), nameId, "")), "SAML_LOGOUT_STRUCTURE"],
    ["an encrypted name", sign(swap(request(), nameId, "<saml:EncryptedID/>")), "SAML_LOGOUT_STRUCTURE"],
    ["an empty session", sign(request({ sessionIndexes: [""] })), "SAML_LOGOUT_STRUCTURE"],
    ["over", sign(request({ notOnOrAfter: minutes(-2) })), "SAML_RESPONSE_EXPIRED"],
    ["control: not over", sign(request({ notOnOrAfter: minutes(1) })), alice],
    ["posted as an answer", sign(response()), "SAML_LOGOUT_STRUCTURE"],
  ])("%s", (_name, xml, result) => expect(outcome(xml)).toBe(result));
});

describe("a LogoutResponse", () => {
  const { outcome } = kinds.LogoutResponse;
  const status = (name: string) => `urn:oasis:names:tc:SAML:2.0:status:${name}`;
  test.each<[string, string, string]>([
    ["to another request", sign(response({ inResponseTo: "_other" })), "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["to no request", sign(swap(response(), ` InResponseTo="${requestId}"`, "")), "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["of failure", sign(response({ statusCode: status("Responder") })), "SAML_LOGOUT_NOT_SUCCESS"],
    [
      "of two minds",
      sign(swap(response(), "</samlp:Status>", `<samlp:StatusCode Value="${status("Requester")}"/></samlp:Status>`)),
      "SAML_LOGOUT_NOT_SUCCESS",
    ],
    ["posted as a request", sign(request()), "SAML_LOGOUT_STRUCTURE"],
  ])("%s", (_name, xml, result) => expect(outcome(xml)).toBe(result));
});
