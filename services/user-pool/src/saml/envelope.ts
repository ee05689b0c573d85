import { attribute, children, textOf } from "./elements.ts";
import type { Expectation } from "./expectation.ts";
import { checkIssued } from "./instants.ts";
import { protocol, saml } from "./namespaces.ts";
import { SamlRefusal } from "./refusal.ts";

const success = "urn:oasis:names:tc:SAML:2.0:status:Success";

/**
 * The identity provider must report success. Looked at first of all, since a report of failure has no assertion and
 * often no signature, and what it says helps most.
 * @throws {SamlRefusal} SAML_STATUS_NOT_SUCCESS
 */
export const checkStatus = (response: Element): void => {
  const codes = children(response, protocol, "Status").flatMap((status) => children(status, protocol, "StatusCode"));
  const values = codes.map((code) => attribute(code, "Value") ?? "");
  if (values.length === 1 && values[0] === success) return;
  const nested = codes
    .flatMap((code) => children(code, protocol, "StatusCode"))
    .map((code) => attribute(code, "Value"));
  throw new SamlRefusal("SAML_STATUS_NOT_SUCCESS", {
    expected: success,
    received: [...values, ...nested].join(" ") || "no status",
  });
};

/**
 * What the Response says of itself. It may be unsigned; the assertion is asked the same again (SAML Profiles 2.0, 4.1.4.3).
 * @throws {SamlRefusal}
 */
export const checkEnvelope = (response: Element, expected: Expectation): void => {
  checkVersion(response);
  const destination = attribute(response, "Destination");
  if (destination !== expected.acs)
    throw new SamlRefusal("SAML_DESTINATION_MISMATCH", { expected: expected.acs, received: destination });
  checkInResponseTo(attribute(response, "InResponseTo"), expected);
  for (const issuer of children(response, saml, "Issuer")) checkIssuer(issuer, expected);
  checkIssued(response, expected);
};

export const checkVersion = (element: Element): void => {
  const received = attribute(element, "Version");
  if (received !== "2.0") throw new SamlRefusal("SAML_VERSION_UNSUPPORTED", { expected: "2.0", received });
};

export const checkIssuer = (issuer: Element, { idp }: Expectation): void => {
  const received = textOf(issuer)?.trim();
  if (received !== idp.entityId) throw new SamlRefusal("SAML_ISSUER_MISMATCH", { expected: idp.entityId, received });
};

const checkInResponseTo = (received: string | undefined, { requestId }: Expectation) => {
  if (received === undefined)
    throw new SamlRefusal("SAML_UNSOLICITED", { expected: `InResponseTo ${requestId}`, received: "none" });
  if (received !== requestId) throw new SamlRefusal("SAML_IN_RESPONSE_TO_MISMATCH", { expected: requestId, received });
};
