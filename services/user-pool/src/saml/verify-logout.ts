import { checksBefore } from "./checks.ts";
import { attribute, childElements, children, is, trimmedTextOf } from "./elements.ts";
import { checkIssuer, checkStatus, checkVersion } from "./envelope.ts";
import type { Expectation, Scrutiny } from "./expectation.ts";
import { checkIssued, checkNotOnOrAfter, instantIn, skewOf } from "./instants.ts";
import { ds, protocol, saml } from "./namespaces.ts";
import { parseXml } from "./parse-xml.ts";
import { decodedResponse } from "./preflight.ts";
import { SamlRefusal } from "./refusal.ts";
import { signedBytes } from "./signature-by-xml-crypto.ts";
import { checkSignatureForm } from "./signatures.ts";
import { descendants, onlySignature } from "./structure.ts";
import { nameIdOf } from "./subject.ts";
import { checkVocabulary } from "./vocabulary.ts";

/** What a logout message must say; `slo` is the pool's own logout URL. */
export type LogoutExpectation = Pick<Expectation, "idp" | "now" | "skew"> & { readonly slo: string };

/** A logout message as it came, in which nothing is believed yet. */
export interface LogoutMessage {
  readonly xml: string;
  readonly root: Element;
  /** Its own words, to look up what they must agree with: entity id of the sender, and the request that it answers. */
  readonly claimed: { readonly issuer: string; readonly inResponseTo: string };
}

/** A provider's request to end sessions, checked and signed. */
export interface VerifiedLogoutRequest {
  readonly id: string;
  readonly nameId: string;
  readonly sessionIndexes: readonly string[];
  /** From then on it is refused by time alone. */
  readonly expires: Date;
}

/** What may be in each kind of message, in the order of its schema (SAML Core 2.0, 3.7). */
const content = {
  LogoutRequest: /^saml:Issuer ds:Signature saml:NameID( samlp:SessionIndex)*$/,
  LogoutResponse: /^saml:Issuer ds:Signature samlp:Status$/,
} as const;

type Kind = keyof typeof content;

/**
 * Reads the form field of a logout message that was posted. Nothing is parsed that the linear scan has not let through.
 * @throws {SamlRefusal}
 */
export const readLogoutMessage = (field: unknown, kind: Kind): LogoutMessage => {
  const xml = decodedResponse(field);
  const root = parseXml(xml);
  checkVocabulary(root);
  const found = childElements(root).map(nameOf);
  if (!is(root, protocol, kind) || !content[kind].test(found.join(" ")))
    throw new SamlRefusal("SAML_LOGOUT_STRUCTURE", {
      expected: `a signed ${kind}`,
      received: `${root.tagName} of ${found.join(", ") || "nothing"}`,
    });
  const [issuer] = children(root, saml, "Issuer").map((element) => trimmedTextOf(element));
  return { xml, root, claimed: { issuer: issuer ?? "", inResponseTo: attribute(root, "InResponseTo") ?? "" } };
};

const prefixes: Readonly<Record<string, string>> = { [saml]: "saml", [protocol]: "samlp", [ds]: "ds" };

const nameOf = ({ namespaceURI, localName }: Element) => `${prefixes[namespaceURI ?? ""]}:${localName}`;

/**
 * Verifies a provider's answer to a LogoutRequest.
 * @throws {SamlRefusal}
 */
export const verifyLogoutResponse = (message: LogoutMessage, expected: LogoutExpectation, requestId: string): void => {
  const checks = unheard();
  const response = verifiedMessage(message, { ...expected, checks });
  const received = attribute(response, "InResponseTo");
  if (received !== requestId) throw new SamlRefusal("SAML_IN_RESPONSE_TO_MISMATCH", { expected: requestId, received });
  try {
    checkStatus(response, { checks });
  } catch (cause) {
    const { expected: success, received: status } = cause as SamlRefusal;
    throw new SamlRefusal("SAML_LOGOUT_NOT_SUCCESS", { expected: success, received: status, cause });
  }
};

/**
 * Verifies a provider's own request to end sessions.
 * @throws {SamlRefusal}
 */
export const verifyLogoutRequest = (message: LogoutMessage, expected: LogoutExpectation): VerifiedLogoutRequest => {
  const checks = unheard();
  const request = verifiedMessage(message, { ...expected, checks });
  const end = instantIn(request, "NotOnOrAfter");
  checkNotOnOrAfter(end, { ...expected, checks }, "LogoutRequest NotOnOrAfter");
  const [nameId] = children(request, saml, "NameID");
  if (!nameId) throw new SamlRefusal("SAML_NAME_ID_INVALID", { expected: "one NameID", received: "none" });
  return {
    id: attribute(request, "ID") ?? "",
    nameId: nameIdOf(nameId, { checks }).nameId,
    sessionIndexes: children(request, protocol, "SessionIndex").map(sessionIndexIn),
    expires: new Date(expected.now.getTime() + oldest * 1_000 + 2 * skewOf(expected)),
  };
};

/** A logout is no sign-in attempt, of which each check would be noted. */
const unheard = () => checksBefore(() => undefined);

/** For how long a message may be on its way, in seconds. */
const oldest = 300;

const sessionIndexIn = (element: Element) => {
  const index = trimmedTextOf(element);
  if (!index) throw new SamlRefusal("SAML_LOGOUT_STRUCTURE", { expected: "text in SessionIndex" });
  return index;
};

/** The root of the signed bytes, with what both kinds of message have in common checked in them. */
const verifiedMessage = ({ xml, root }: LogoutMessage, expected: LogoutExpectation & Pick<Scrutiny, "checks">) => {
  const signature = signatureOf(root);
  checkSignatureForm(signature);
  const message = parseXml(signedBytes(xml, signature, expected.idp));
  if (!is(message, protocol, root.localName)) throw new SamlRefusal("SAML_SIGNATURE_INVALID");
  checkVersion(message, expected);
  const destination = attribute(message, "Destination");
  if (destination !== expected.slo)
    throw new SamlRefusal("SAML_DESTINATION_MISMATCH", { expected: expected.slo, received: destination });
  for (const issuer of children(message, saml, "Issuer")) checkIssuer(issuer, expected);
  checkIssued(message, { ...expected, maximumAge: oldest });
  return message;
};

const signatureOf = (root: Element) => {
  if (!attribute(root, "ID")) throw new SamlRefusal("SAML_XML_ID", { expected: `an ID on ${root.tagName}` });
  const signature = onlySignature(root);
  const all = descendants(root).filter(({ localName }) => localName === "Signature");
  if (!signature || all.length !== 1)
    throw new SamlRefusal("SAML_SIGNATURE_MISPLACED", { expected: `one signature, of ${root.tagName}` });
  return signature;
};
