import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inflateRawSync } from "node:zlib";
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { type ResponseOptions, samlResponse } from "@gatehouse/saml-response/response.ts";
import { type SignOptions, signed } from "@gatehouse/saml-response/sign.ts";

/** What a browser that was sent to the provider brings. */
export interface Arrival {
  readonly authnRequest: string;
  readonly requestId: string;
  readonly acs: string;
  readonly relayState: string;
}

/** The form that the provider has the browser post. */
export interface Answer {
  readonly SAMLResponse: string;
  readonly RelayState: string;
}

type Changes = Partial<ResponseOptions> & { readonly sign?: Partial<SignOptions> | "not at all" };

/** A customer's identity provider: its metadata on a port of its own, and responses as they are asked for. */
export interface TestIdentityProvider {
  readonly entityId: string;
  readonly metadataUrl: string;
  answer(arrival: Arrival, changes?: Changes): Answer;
  close(): Promise<void>;
}

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

export const attributesOf = (email: string) => ({
  [`${claims}/emailaddress`]: [email],
  [`${claims}/givenname`]: ["Alice"],
  "http://schemas.xmlsoap.org/claims/Group": ["traders", "night, shift"],
});

export const startIdentityProvider = async (entityPath = "/metadata"): Promise<TestIdentityProvider> => {
  const keys = await selfSigned({ commonName: "Corp" });
  let xml = "";
  const server = createServer((_request, response) => response.end(xml));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entityId = url + entityPath;
  xml = metadata(entityId, `${url}/sso?tenant=1`, keys);
  return {
    entityId,
    metadataUrl: `${url}/metadata`,
    answer: (arrival, changes) => answer(arrival, { entityId, keys }, changes),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const metadata = (entityId: string, sso: string, { certificate }: KeyPair) =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">` +
  `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data>` +
  `<ds:X509Certificate>${certificate.replace(/-----[^-]+-----|\s/g, "")}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
  `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${sso}"/></md:IDPSSODescriptor></md:EntityDescriptor>`;

const answer = (
  { requestId, acs, relayState }: Arrival,
  { entityId, keys }: { entityId: string; keys: KeyPair },
  { sign, ...changes }: Changes = {},
): Answer => {
  const nameId = changes.nameId ?? "alice@example.com";
  const xml = samlResponse({
    issuer: entityId,
    audience: "urn:amazon:cognito:sp:us-east-1_AbCdEfGh1",
    recipient: acs,
    destination: acs,
    inResponseTo: requestId,
    nameId,
    attributes: attributesOf(nameId),
    ...changes,
  });
  const sent = sign === "not at all" ? xml : signed(xml, { what: "assertion", ...keys, ...sign });
  return { SAMLResponse: Buffer.from(sent).toString("base64"), RelayState: relayState };
};

/** Reads the redirect as the provider would: SAML Bindings 2.0, 3.4.4. */
export const arrivalOf = (location: string): Arrival => {
  const { searchParams } = new URL(location);
  const authnRequest = inflateRawSync(Buffer.from(searchParams.get("SAMLRequest") ?? "", "base64")).toString();
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(authnRequest)?.[1] ?? "";
  return {
    authnRequest,
    requestId: attribute("ID"),
    acs: attribute("AssertionConsumerServiceURL"),
    relayState: searchParams.get("RelayState") ?? "",
  };
};
