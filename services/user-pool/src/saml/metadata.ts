import { BadMetadata } from "./bad-metadata.ts";
import { attribute, children, is, textOf } from "./elements.ts";
import type { Limits } from "./lexical-scan.ts";
import { ds, metadata as md, protocol } from "./namespaces.ts";
import { parseXml } from "./parse-xml.ts";
import { signingCertificate } from "./signing-certificate.ts";
import { withoutComments } from "./without-comments.ts";

/** What is known of an identity provider from its metadata. */
export interface IdpMetadata {
  readonly entityId: string;
  /** Where AuthnRequests go, by the HTTP-Redirect binding (ProviderDetails SSORedirectBindingURI). */
  readonly ssoRedirectUrl: string;
  /** SLORedirectBindingURI. */
  readonly sloRedirectUrl?: string;
  /** Where answers to its logout requests go, if not to the same place (SAML Metadata 2.0, 2.2.2: ResponseLocation). */
  readonly sloResponseUrl?: string;
  /** PEM; any of them may have signed. */
  readonly certificates: readonly string[];
  readonly validUntil?: Date;
}

/** Wide enough for the claim lists of AD FS; only linear walks follow. */
const limitsOfMetadata: Limits = { tags: 30_000, elements: 20_000, depth: 40, attributes: 60 };
const redirectBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

export interface MetadataOptions {
  readonly now: Date;
  /**
   * A certificate that has expired: Cognito refuses it when the provider is set up. Later, beside the one that has
   * taken its place, it is left out.
   */
  readonly expired: "refuse" | "leave out";
}

/**
 * Reads the metadata of one identity provider (SAML Metadata 2.0, 2.3 and 2.4.3).
 * @throws {BadMetadata} or {SamlRefusal}, when it is not even XML of the accepted kind
 */
export const parseMetadata = (xml: string, options: MetadataOptions): IdpMetadata => {
  const root = parseXml(withoutComments(xml), limitsOfMetadata);
  if (!is(root, md, "EntityDescriptor"))
    throw new BadMetadata(`Expected an EntityDescriptor of one identity provider, received <${root.tagName}>`);
  const validUntil = endOf(root, options.now);
  const descriptor = idpDescriptor(root);
  const sloRedirectUrl = redirectLocation(descriptor, "SingleLogoutService");
  const sloResponseUrl = redirectLocation(descriptor, "SingleLogoutService", "ResponseLocation");
  return {
    entityId: entityIdOf(root),
    ssoRedirectUrl: required(
      redirectLocation(descriptor, "SingleSignOnService"),
      "a SingleSignOnService by HTTP-Redirect",
    ),
    ...(sloRedirectUrl === undefined ? {} : { sloRedirectUrl }),
    ...(sloResponseUrl === undefined ? {} : { sloResponseUrl }),
    certificates: certificatesOf(descriptor, options),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
};

const required = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new BadMetadata(`Expected ${what}, received none`);
  return value;
};

/** SAML Metadata 2.0, 2.2.1: a URI of at most 1,024 characters. */
const entityIdOf = (root: Element) => {
  const entityId = required(attribute(root, "entityID") || undefined, "an entityID");
  if (entityId.length > 1_024) throw new BadMetadata("Expected an entityID of at most 1,024 characters");
  return entityId;
};

const endOf = (root: Element, now: Date) => {
  const value = attribute(root, "validUntil");
  if (value === undefined) return undefined;
  const end = new Date(value);
  if (!(end.getTime() > now.getTime()))
    throw new BadMetadata(`Expected a validUntil after ${now.toISOString()}, received ${value}`);
  return end;
};

const idpDescriptor = (root: Element) => {
  const descriptors = children(root, md, "IDPSSODescriptor");
  const [descriptor] = descriptors;
  if (!descriptor || descriptors.length > 1)
    throw new BadMetadata(`Expected one IDPSSODescriptor, received ${descriptors.length}`);
  if (!attribute(descriptor, "protocolSupportEnumeration")?.split(/\s+/).includes(protocol))
    throw new BadMetadata(`Expected an IDPSSODescriptor whose protocolSupportEnumeration names ${protocol}`);
  return descriptor;
};

const redirectLocation = (descriptor: Element, service: string, name = "Location") => {
  const endpoints = children(descriptor, md, service).filter((end) => attribute(end, "Binding") === redirectBinding);
  const location = endpoints[0] && attribute(endpoints[0], name);
  if (location === undefined) return undefined;
  const url = URL.parse(location);
  if (!url || !["https:", "http:"].includes(url.protocol) || url.hash || url.username)
    throw new BadMetadata(`Expected an http(s) URL as ${name} of ${service}, received ${JSON.stringify(location)}`);
  return location;
};

/** A key without a stated use is for signing too (SAML Metadata 2.0, 2.4.1.1). */
const certificatesOf = (descriptor: Element, { now, expired }: MetadataOptions) => {
  const keys = children(descriptor, md, "KeyDescriptor").filter(
    (key) => (attribute(key, "use") ?? "signing") === "signing",
  );
  const found = keys
    .flatMap((key) => children(key, ds, "KeyInfo"))
    .flatMap((info) => children(info, ds, "X509Data"))
    .flatMap((data) => children(data, ds, "X509Certificate"))
    .map((certificate) => signingCertificate(textOf(certificate) ?? ""));
  const valid = found.filter(({ validTo }) => validTo.getTime() > now.getTime());
  const outdated = found.find((certificate) => !valid.includes(certificate));
  if (outdated && (expired === "refuse" || valid.length === 0))
    throw new BadMetadata(
      `Expected valid signing certificates, received one that expired ${outdated.validTo.toISOString()}`,
    );
  if (valid.length === 0) throw new BadMetadata("Expected a signing certificate in a KeyDescriptor, received none");
  return [...new Set(valid.map(({ pem }) => pem))];
};
