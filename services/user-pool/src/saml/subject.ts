import { attribute, children, textOf } from "./elements.ts";
import type { Expectation } from "./expectation.ts";
import { checkNotOnOrAfter, checkWithinReason, instantIn } from "./instants.ts";
import { saml } from "./namespaces.ts";
import { SamlRefusal } from "./refusal.ts";

export interface NameId {
  readonly nameId: string;
  readonly nameIdFormat: string;
}

const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/**
 * The NameID without the white space around it. Its format need not be given (SAML Core 2.0, 8.3.1).
 * Characters that cannot be seen are refused: two people must not be able to look the same.
 * @throws {SamlRefusal} SAML_NAME_ID_INVALID
 */
export const nameIdOf = (element: Element): NameId => {
  const nameId = textOf(element)?.trim();
  if (!nameId || nameId.length > 1_024 || /\p{C}/u.test(nameId))
    throw new SamlRefusal("SAML_NAME_ID_INVALID", { expected: "1 to 1,024 printable characters", received: nameId });
  return { nameId, nameIdFormat: attribute(element, "Format") ?? unspecified };
};

/**
 * Until when the bearer of the assertion is taken for its subject, by the first confirmation that admits it here and now.
 * @throws {SamlRefusal} for what the first bearer confirmation lacks, or that there is none
 */
export const bearerEnd = (subject: Element, expected: Expectation): Date => {
  const confirmations = children(subject, saml, "SubjectConfirmation");
  const bearers = confirmations.filter((confirmation) => attribute(confirmation, "Method") === bearer);
  let first: SamlRefusal | undefined;
  for (const confirmation of bearers) {
    const end = endOrRefusal(confirmation, expected);
    if (end instanceof Date) return end;
    first ??= end;
  }
  throw first ?? new SamlRefusal("SAML_CONFIRMATION_METHOD", { expected: bearer, received: methods(confirmations) });
};

const methods = (confirmations: readonly Element[]) =>
  confirmations.map((confirmation) => attribute(confirmation, "Method")).join(", ") || "no SubjectConfirmation";

const endOrRefusal = (confirmation: Element, expected: Expectation) => {
  try {
    return confirmedUntil(confirmation, expected);
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return refusal;
    throw refusal;
  }
};

/** SAML Profiles 2.0, 4.1.4.2: Recipient, NotOnOrAfter and InResponseTo must be there, NotBefore must not. */
const confirmedUntil = (confirmation: Element, { acs, requestId, ...clock }: Expectation) => {
  const [data, another] = children(confirmation, saml, "SubjectConfirmationData");
  if (!data || another) throw new SamlRefusal("SAML_ASSERTION_INVALID", { expected: "one SubjectConfirmationData" });
  const recipient = attribute(data, "Recipient");
  if (recipient !== acs) throw new SamlRefusal("SAML_RECIPIENT_MISMATCH", { expected: acs, received: recipient });
  const inResponseTo = attribute(data, "InResponseTo");
  if (inResponseTo !== requestId)
    throw new SamlRefusal("SAML_IN_RESPONSE_TO_MISMATCH", { expected: requestId, received: inResponseTo });
  if (attribute(data, "NotBefore") !== undefined)
    throw new SamlRefusal("SAML_TIME_INVALID", { expected: "no NotBefore in SubjectConfirmationData" });
  const end = instantIn(data, "NotOnOrAfter");
  if (!end) throw new SamlRefusal("SAML_TIME_INVALID", { expected: "NotOnOrAfter in SubjectConfirmationData" });
  checkNotOnOrAfter(end, clock, "SubjectConfirmationData NotOnOrAfter");
  checkWithinReason(end, clock, "SubjectConfirmationData NotOnOrAfter");
  return end;
};
