import { escaped } from "./escaped.ts";

interface Envelope {
  /** `_{uuid}` */
  readonly id: string;
  readonly issuedAt: Date;
  /** Entity id of the pool: `urn:amazon:cognito:sp:{poolId}`. */
  readonly entityId: string;
  /** The identity provider's logout URL, as its metadata has it. */
  readonly destination: string;
}

export interface LogoutRequest extends Envelope {
  readonly nameId: string;
  /** As the assertion had them. */
  readonly nameIdAttributes: Readonly<Record<string, string>>;
  readonly sessionIndex: string | undefined;
}

export interface LogoutResponse extends Envelope {
  readonly inResponseTo: string;
}

/** SAML Core 2.0, 3.7.1: the person and the session as the provider named them at the sign-in. */
export const logoutRequest = ({ nameId, nameIdAttributes, sessionIndex, ...envelope }: LogoutRequest): string => {
  const attributes = Object.entries(nameIdAttributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const person = `<saml2:NameID${attributes.join("")} xmlns:saml2="${assertion}">${escaped(nameId)}</saml2:NameID>`;
  const session =
    sessionIndex === undefined ? "" : `<saml2p:SessionIndex>${escaped(sessionIndex)}</saml2p:SessionIndex>`;
  return message("LogoutRequest", envelope, { attributes: "", content: person + session });
};

/** SAML Core 2.0, 3.7.2. What had to be ended is ended: there is no other answer. */
export const logoutResponse = ({ inResponseTo, ...envelope }: LogoutResponse): string =>
  message("LogoutResponse", envelope, {
    attributes: ` InResponseTo="${escaped(inResponseTo)}"`,
    content: `<saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>`,
  });

const assertion = "urn:oasis:names:tc:SAML:2.0:assertion";

const message = (
  name: string,
  { id, issuedAt, entityId, destination }: Envelope,
  { attributes, content }: { attributes: string; content: string },
) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<saml2p:${name} Destination="${escaped(destination)}" ID="${escaped(id)}"${attributes} IssueInstant="${issuedAt.toISOString()}" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="${assertion}">${escaped(entityId)}</saml2:Issuer>${content}</saml2p:${name}>`;
