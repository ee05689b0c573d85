import { attribute, children, trimmedTextOf } from "./elements.ts";
import type { Scrutiny } from "./expectation.ts";
import { checkNotOnOrAfter, checkWithinReason, instantIn } from "./instants.ts";
import { saml } from "./namespaces.ts";
import { SamlRefusal } from "./refusal.ts";

export interface NameId {
  readonly nameId: string;
  readonly nameIdFormat: string;
  /** Attributes of the NameID as they were sent: single logout names the person by the same. */
  readonly nameIdAttributes: Readonly<Record<string, string>>;
}

const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** Control and format characters, and white space other than a plain blank. */
const invisible = /\p{C}|(?! )\p{Z}/u;

/**
 * The NameID without the white space around it. Its format need not be given (SAML Core 2.0, 8.3.1).
 * Characters that cannot be seen are refused: two people must not be able to look the same.
 * @throws {SamlRefusal} SAML_NAME_ID_INVALID
 */
export const nameIdOf = (element: Element, { checks }: Pick<Scrutiny, "checks">): NameId => {
  const nameId = trimmedTextOf(element) ?? "";
  checks.require("SAML_NAME_ID_INVALID", {
    what: "NameID",
    holds: nameId !== "" && nameId.length <= 1_024 && !invisible.test(nameId),
    expected: "1 to 1,024 printable characters",
    received: nameId,
  });
  return { nameId, nameIdFormat: attribute(element, "Format") ?? unspecified, nameIdAttributes: qualifiers(element) };
};

const qualifiers = (element: Element) =>
  Object.fromEntries(
    ["Format", "NameQualifier", "SPNameQualifier"].flatMap((name) => {
      const value = attribute(element, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * Until when the bearer of the assertion is taken for its subject, by the first confirmation that admits it here and now.
 * @throws {SamlRefusal} for what the first bearer confirmation lacks, or that there is none
 */
export const bearerEnd = (subject: Element, expected: Scrutiny): Date => {
  const confirmations = children(subject, saml, "SubjectConfirmation");
  const bearers = confirmations.filter((confirmation) => attribute(confirmation, "Method") === bearer);
  expected.checks.require("SAML_CONFIRMATION_METHOD", {
    what: "SubjectConfirmation Method",
    holds: bearers.length > 0,
    expected: bearer,
    received: methods(confirmations),
  });
  const ends = bearers.map((confirmation) => endOrRefusal(confirmation, expected));
  const end = ends.find((found) => found instanceof Date);
  if (end) return end;
  throw ends[0];
};

const methods = (confirmations: readonly Element[]) =>
  confirmations.map((confirmation) => attribute(confirmation, "Method")).join(", ") || "no SubjectConfirmation";

const endOrRefusal = (confirmation: Element, expected: Scrutiny) => {
  try {
    return confirmedUntil(confirmation, expected);
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return refusal;
    throw refusal;
  }
};

/** SAML Profiles 2.0, 4.1.4.2: Recipient, NotOnOrAfter and, after a request, InResponseTo must be there, NotBefore not. */
const confirmedUntil = (confirmation: Element, expected: Scrutiny) => {
  const [data, another] = children(confirmation, saml, "SubjectConfirmationData");
  if (!data || another) throw new SamlRefusal("SAML_ASSERTION_INVALID", { expected: "one SubjectConfirmationData" });
  checkAddress(data, expected);
  if (attribute(data, "NotBefore") !== undefined)
    throw new SamlRefusal("SAML_TIME_INVALID", { expected: "no NotBefore in SubjectConfirmationData" });
  const end = instantIn(data, "NotOnOrAfter");
  if (!end) throw new SamlRefusal("SAML_TIME_INVALID", { expected: "NotOnOrAfter in SubjectConfirmationData" });
  checkNotOnOrAfter(end, expected, "SubjectConfirmationData NotOnOrAfter");
  checkWithinReason(end, expected, "SubjectConfirmationData NotOnOrAfter");
  return end;
};

const checkAddress = (data: Element, { acs, requestId, checks }: Scrutiny) => {
  const recipient = attribute(data, "Recipient");
  checks.require("SAML_RECIPIENT_MISMATCH", {
    what: "SubjectConfirmationData Recipient",
    holds: recipient === acs,
    expected: acs,
    received: recipient,
  });
  const inResponseTo = attribute(data, "InResponseTo");
  checks.require("SAML_IN_RESPONSE_TO_MISMATCH", {
    what: "SubjectConfirmationData InResponseTo",
    holds: inResponseTo === requestId,
    expected: requestId ?? "no InResponseTo",
    received: inResponseTo,
  });
};
