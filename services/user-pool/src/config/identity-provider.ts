import { z } from "zod";
import { parseMetadata } from "../saml/metadata.ts";
import { only } from "./unsupported.ts";

const flag = z.enum(["true", "false"], 'expected "true" or "false"').optional();

/**
 * All values are strings, as Cognito has them.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html
 */
const samlDetails = z
  .strictObject({
    MetadataURL: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }).optional(),
    MetadataFile: z.string().min(1).optional(),
    IDPInit: flag,
    IDPSignout: flag,
    EncryptedResponses: flag,
    RequestSigningAlgorithm: only("rsa-sha256", "leave it out for requests without a signature").optional(),
  })
  .refine(({ MetadataURL, MetadataFile }) => (MetadataURL === undefined) !== (MetadataFile === undefined), {
    message: "expected one of MetadataURL and MetadataFile",
  })
  .check(({ value, issues }) => {
    const message = value.MetadataFile === undefined ? undefined : metadataFault(value.MetadataFile);
    if (message !== undefined)
      issues.push({ code: "custom", path: ["MetadataFile"], message, input: value.MetadataFile });
  });

/** What keeps an XML text from being the metadata of an identity provider now. */
const metadataFault = (xml: string): string | undefined => {
  try {
    parseMetadata(xml, { now: new Date(), expired: "refuse" });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** An identity provider in the words of CreateIdentityProvider. */
export const identityProvider = z.strictObject({
  ProviderName: z
    .string()
    .max(32, "expected at most 32 characters")
    .regex(
      /^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$/u,
      "expected 3 or more characters, no space, no leading underscore",
    ),
  ProviderType: only("SAML", "other types of provider are not supported yet"),
  ProviderDetails: samlDetails,
  AttributeMapping: z.record(z.string().min(1).max(32), z.string().min(1)).default({}),
  IdpIdentifiers: z
    .array(z.string().regex(/^[\w\s+=.@-]{1,40}$/, "expected 1 to 40 letters, digits, spaces or +=.@-"))
    .max(50, "expected at most 50 identifiers")
    .default([]),
});

export type IdentityProviderSettings = z.output<typeof identityProvider>;

export interface Provider {
  readonly poolId: string;
  readonly name: string;
  readonly identifiers: readonly string[];
  readonly metadata: { readonly url: string } | { readonly xml: string };
  /** SAML attribute name by pool attribute name. */
  readonly attributeMapping: Readonly<Record<string, string>>;
  /** `IDPInit`: a sign-in may begin at the provider. */
  readonly mayBegin: boolean;
  /** `IDPSignout`: single logout. */
  readonly signOut: boolean;
  /** `EncryptedResponses`: its assertions come encrypted, and in no other way. */
  readonly encrypts: boolean;
  /** `RequestSigningAlgorithm` */
  readonly signRequests: boolean;
}

export const providerOf = (poolId: string, settings: IdentityProviderSettings): Provider => {
  const { MetadataURL: url, MetadataFile: xml = "", ...details } = settings.ProviderDetails;
  return {
    poolId,
    name: settings.ProviderName,
    identifiers: settings.IdpIdentifiers,
    metadata: url === undefined ? { xml } : { url },
    attributeMapping: settings.AttributeMapping,
    mayBegin: details.IDPInit === "true",
    signOut: details.IDPSignout === "true",
    encrypts: details.EncryptedResponses === "true",
    signRequests: details.RequestSigningAlgorithm !== undefined,
  };
};
