import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inflateRawSync } from "node:zlib";
import { type EncryptOptions, encrypted } from "@gatehouse/saml-response/encrypt.ts";
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import {
  type LogoutRequestOptions,
  type LogoutResponseOptions,
  samlLogoutRequest,
  samlLogoutResponse,
} from "@gatehouse/saml-response/logout.ts";
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

type Changes = Partial<ResponseOptions> & {
  readonly sign?: Partial<SignOptions> | "not at all";
  /** The response is signed around the encrypted assertion. */
  readonly encrypt?: EncryptOptions;
};

type Message<Options extends { issuer: string }> = Omit<Options, "issuer"> & { readonly sign?: Partial<SignOptions> };

/** A customer's identity provider: metadata and sign-in on a port of its own, and responses as they are asked for. */
export interface TestIdentityProvider {
  readonly entityId: string;
  readonly metadataUrl: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  answer(arrival: Arrival, changes?: Changes): Answer;
  /** A logout message as the form field that carries it. */
  logoutRequest(message: Message<LogoutRequestOptions>): string;
  logoutResponse(message: Message<LogoutResponseOptions>): string;
  /** The key with which it will sign some day. */
  readonly nextKeys: KeyPair;
  /** Its metadata name these certificates from then on. */
  publish(...keys: readonly ("current" | "next")[]): void;
  close(): Promise<void>;
}

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

export const attributesOf = (email: string) => ({
  [`${claims}/emailaddress`]: [email],
  [`${claims}/givenname`]: ["Alice"],
  "http://schemas.xmlsoap.org/claims/Group": ["traders", "night, shift"],
});

export const startIdentityProvider = async (entityPath = "/metadata"): Promise<TestIdentityProvider> => {
  const [keys, nextKeys] = await Promise.all([selfSigned({ commonName: "Corp" }), selfSigned({ commonName: "Corp" })]);
  let xml = "";
  const server = createServer(({ url = "" }, response) => {
    const isSignIn = url.startsWith("/sso");
    response.setHeader("Content-Type", isSignIn ? "text/html" : "application/samlmetadata+xml");
    response.end(isSignIn ? postingPage(arrivalOf(`http://idp${url}`), { entityId, keys }) : xml);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entityId = url + entityPath;
  const [ssoUrl, sloUrl] = [`${url}/sso?tenant=1`, `${url}/slo?tenant=1`];
  const publish = (...published: readonly ("current" | "next")[]) => {
    const certificates = published.map((which) => ({ current: keys, next: nextKeys })[which].certificate);
    xml = metadata({ entityId, ssoUrl, sloUrl, certificates });
  };
  publish("current");
  const message = (text: string, sign: Partial<SignOptions> = {}) =>
    Buffer.from(signed(text, { what: "message", ...keys, ...sign })).toString("base64");
  return {
    entityId,
    metadataUrl: `${url}/metadata`,
    ssoUrl,
    sloUrl,
    nextKeys,
    publish,
    logoutRequest: ({ sign, ...options }) => message(samlLogoutRequest({ issuer: entityId, ...options }), sign),
    logoutResponse: ({ sign, ...options }) => message(samlLogoutResponse({ issuer: entityId, ...options }), sign),
    answer: (arrival, changes) => answer(arrival, { entityId, keys }, changes),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

interface Published {
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  readonly certificates: readonly string[];
}

const metadata = ({ entityId, ssoUrl, sloUrl, certificates }: Published) =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">` +
  `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${certificates.map(keyDescriptor).join("")}` +
  `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${sloUrl}"/>` +
  `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${ssoUrl}"/></md:IDPSSODescriptor></md:EntityDescriptor>`;

const keyDescriptor = (certificate: string) =>
  `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>` +
  `${certificate.replace(/-----[^-]+-----|\s/g, "")}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

/** What real browsers are shown: somebody has signed in, and the form posts itself. */
const postingPage = (arrival: Arrival, provider: { entityId: string; keys: KeyPair }) => {
  const fields = Object.entries(answer(arrival, provider)).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  return `<!doctype html><form method="post" action="${arrival.acs}">${fields.join("")}</form><script>document.forms[0].submit()</script>`;
};

const answer = (
  { requestId, acs, relayState }: Arrival,
  { entityId, keys }: { entityId: string; keys: KeyPair },
  { sign, encrypt, ...changes }: Changes = {},
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
  const ready = encrypt ? encrypted(xml, encrypt) : xml;
  const what = encrypt ? "response" : "assertion";
  const sent = sign === "not at all" ? ready : signed(ready, { what, ...keys, ...sign });
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
