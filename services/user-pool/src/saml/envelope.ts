import { attribute, children, trimmedTextOf } from "./elements.ts";
import type { Scrutiny } from "./expectation.ts";
import { checkIssued } from "./instants.ts";
import { protocol, saml } from "./namespaces.ts";

const success = "urn:oasis:names:tc:SAML:2.0:status:Success";

/**
 * The identity provider must report success. Looked at first of all, since a report of failure has no assertion and
 * often no signature, and what it says helps most.
 * @throws {SamlRefusal} SAML_STATUS_NOT_SUCCESS
 */
export const checkStatus = (response: Element, { checks }: Pick<Scrutiny, "checks">): void => {
  const codes = children(response, protocol, "Status").flatMap((status) => children(status, protocol, "StatusCode"));
  const values = codes.map((code) => attribute(code, "Value") ?? "");
  const nested = codes
    .flatMap((code) => children(code, protocol, "StatusCode"))
    .map((code) => attribute(code, "Value"));
  checks.require("SAML_STATUS_NOT_SUCCESS", {
    what: "Response Status",
    holds: values.length === 1 && values[0] === success,
    expected: success,
    received: [...values, ...nested].join(" ") || "no status",
  });
};

/**
 * What the Response says of itself. It may be unsigned; the assertion is asked the same again (SAML Profiles 2.0, 4.1.4.3).
 * @throws {SamlRefusal}
 */
export const checkEnvelope = (response: Element, expected: Scrutiny): void => {
  checkVersion(response, expected);
  checkDestination(attribute(response, "Destination"), expected);
  checkInResponseTo(attribute(response, "InResponseTo"), expected);
  for (const issuer of children(response, saml, "Issuer")) checkIssuer(issuer, expected);
  checkIssued(response, expected);
};

export const checkVersion = (element: Element, { checks }: Pick<Scrutiny, "checks">): void => {
  const received = attribute(element, "Version");
  const what = `${element.localName} Version`;
  checks.require("SAML_VERSION_UNSUPPORTED", { what, holds: received === "2.0", expected: "2.0", received });
};

export const checkIssuer = (issuer: Element, { idp, checks }: Pick<Scrutiny, "idp" | "checks">): void => {
  const received = trimmedTextOf(issuer);
  const what = `${issuer.parentNode?.nodeName ?? ""} Issuer`;
  checks.require("SAML_ISSUER_MISMATCH", { what, holds: received === idp.entityId, expected: idp.entityId, received });
};

const checkDestination = (received: string | undefined, { acs, checks }: Scrutiny) =>
  checks.require("SAML_DESTINATION_MISMATCH", {
    what: "Response Destination",
    holds: received === acs,
    expected: acs,
    received,
  });

const checkInResponseTo = (received: string | undefined, { requestId, checks }: Scrutiny) => {
  checks.require("SAML_UNSOLICITED", {
    what: "Response InResponseTo is there",
    holds: received !== undefined || requestId === undefined,
    expected: `InResponseTo ${requestId ?? "absent"}`,
    received: received ?? "none",
  });
  checks.require("SAML_IN_RESPONSE_TO_MISMATCH", {
    what: "Response InResponseTo",
    holds: received === requestId,
    expected: requestId ?? "no InResponseTo",
    received,
  });
};
