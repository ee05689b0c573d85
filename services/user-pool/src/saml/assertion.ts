import { attributesOf } from "./attributes.ts";
import { attribute, children, is, trimmedTextOf } from "./elements.ts";
import { checkIssuer, checkVersion } from "./envelope.ts";
import type { Scrutiny } from "./expectation.ts";
import { checkIssued, checkNotBefore, checkNotOnOrAfter, checkWithinReason, instantIn, skewOf } from "./instants.ts";
import { saml } from "./namespaces.ts";
import { parseXml } from "./parse-xml.ts";
import { SamlRefusal } from "./refusal.ts";
import { bearerEnd, type NameId, nameIdOf } from "./subject.ts";

/** What an identity provider said about a person, checked and signed. */
export interface VerifiedAssertion extends NameId {
  readonly assertionId: string;
  /** Entity id of the identity provider. */
  readonly issuer: string;
  readonly sessionIndex: string | null;
  /** Values by Attribute/@Name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** From then on it is refused by time alone, so long must its id be remembered. The allowed skew is included. */
  readonly notOnOrAfter: Date;
}

/**
 * Reads the signed bytes of an assertion and checks all that it says (SAML Profiles 2.0, 4.1.4.3; Core 2.0, 2.3 to 2.7).
 * @throws {SamlRefusal}
 */
export const readAssertion = (signedXml: string, expected: Scrutiny): VerifiedAssertion => {
  const assertion = parseXml(signedXml);
  if (!is(assertion, saml, "Assertion")) throw lacking("a SAML 2.0 Assertion", assertion.tagName);
  checkVersion(assertion, expected);
  checkIssuer(only(assertion, "Issuer"), expected);
  checkIssued(assertion, expected);
  checkConditions(only(assertion, "Conditions"), expected);
  const subject = only(assertion, "Subject");
  const end = bearerEnd(subject, expected);
  return {
    assertionId: attribute(assertion, "ID") ?? "",
    issuer: expected.idp.entityId,
    ...nameIdOf(only(subject, "NameID"), expected),
    sessionIndex: sessionIndexOf(assertion, expected),
    attributes: attributesOf(assertion),
    notOnOrAfter: new Date(end.getTime() + skewOf(expected)),
  };
};

const only = (parent: Element, localName: string) => {
  const [first, ...more] = children(parent, saml, localName);
  if (!first || more.length > 0) throw lacking(`one ${localName} in ${parent.localName}`, first ? "more" : "none");
  return first;
};

const checkConditions = (conditions: Element, expected: Scrutiny) => {
  const end = instantIn(conditions, "NotOnOrAfter");
  checkNotBefore(instantIn(conditions, "NotBefore"), expected, "Conditions NotBefore");
  checkNotOnOrAfter(end, expected, "Conditions NotOnOrAfter");
  checkWithinReason(end, expected, "Conditions NotOnOrAfter");
  const restrictions = children(conditions, saml, "AudienceRestriction").map((restriction) =>
    children(restriction, saml, "Audience").map((audience) => trimmedTextOf(audience)),
  );
  expected.checks.require("SAML_AUDIENCE_MISMATCH", {
    what: "Audience",
    // All restrictions must hold; of one, any audience will do (SAML Core 2.0, 2.5.1.4).
    holds: restrictions.length > 0 && restrictions.every((audiences) => audiences.includes(expected.entityId)),
    expected: expected.entityId,
    received: restrictions.map((audiences) => audiences.join(" or ")).join(" and ") || "no audience",
  });
};

/** Of the first statement: single logout names the session by it. */
const sessionIndexOf = (assertion: Element, expected: Scrutiny) => {
  const statements = children(assertion, saml, "AuthnStatement");
  const [first] = statements;
  expected.checks.require("SAML_AUTHN_STATEMENT_MISSING", {
    what: "AuthnStatement",
    holds: first !== undefined,
    expected: "an AuthnStatement",
    received: `${statements.length}`,
  });
  for (const statement of statements)
    checkNotOnOrAfter(instantIn(statement, "SessionNotOnOrAfter"), expected, "SessionNotOnOrAfter");
  return (first && attribute(first, "SessionIndex")) ?? null;
};

const lacking = (expected: string, received: string) =>
  new SamlRefusal("SAML_ASSERTION_INVALID", { expected, received });
