// Who knows whom: the file of people of the mock identity provider, and the pool's own file.
import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";
import type { MetadataFault } from "@gatehouse/idp-mock/faults/metadata/metadata-fault.ts";
import { metadataFaults } from "@gatehouse/idp-mock/faults/metadata/metadata-faults.ts";

export const person = "alice@example.com";
export const bystander = "bob@example.com";
export const poolId = "us-east-1_ScoreCrd1";
export const entityId = `urn:amazon:cognito:sp:${poolId}`;
export const clientId = "1scorecard2public3client4ab";
/** Nothing listens there: what matters is where the browser is sent. */
export const callback = "https://app.example.com/callback";

/** One provider of the pool, and one identity provider, for each kind of sign-in that a fault may need. */
export interface Customer {
  /** At idp-mock. */
  readonly idp: string;
  /** ProviderName */
  readonly provider: string;
  /** Of ProviderDetails, beside the address of the metadata. */
  readonly details: Readonly<Record<string, string>>;
}

const plain: Customer = { idp: "plain", provider: "Plain", details: {} };

export const customers: readonly [Customer, ...(Customer & { readonly for: NonNullable<Fault["needs"]> })[]] = [
  plain,
  {
    for: "encrypted assertions",
    idp: "encrypting",
    provider: "Encrypting",
    details: { EncryptedResponses: "true" },
  },
  { for: "identity provider begins", idp: "beginning", provider: "Beginning", details: { IDPInit: "true" } },
  { for: "an earlier sign-in", idp: "repeating", provider: "Repeating", details: {} },
];

/** The identity provider whose endpoints go wrong. */
export const publishing = "publishing";

/** For each fault of the metadata: a provider that has read them before, one that has not, and one that is not there yet. */
export const readersOf = (fault: MetadataFault) => {
  const number = metadataFaults.indexOf(fault);
  return { known: `Known${number}`, fresh: `Fresh${number}`, late: `Late${number}` };
};

/** It waits while the sign-on service fails. */
export const awaited = "Awaited";

const publishers: readonly Customer[] = [
  ...metadataFaults.map(readersOf).flatMap(({ known, fresh }) => [known, fresh]),
  awaited,
].map((provider) => ({ idp: publishing, provider, details: {} }));

const providers: readonly Customer[] = [...customers, ...publishers];

export const customerFor = (needs: Fault["needs"]): Customer =>
  customers.find((customer) => "for" in customer && customer.for === needs) ?? plain;

/** IDP_PEOPLE, JSON being YAML. */
export const peopleFile = (userPoolUrl: string): string =>
  JSON.stringify({
    serviceProviders: [{ entityId, assertionConsumerService: `${userPoolUrl}/saml2/idpresponse` }],
    identityProviders: [...customers.map(({ idp }) => idp), publishing].map((idp) => ({
      name: idp,
      displayName: idp,
      style: "plain",
      people: [personOf(person, "Alice", "Archer"), personOf(bystander, "Bob", "Banks")],
    })),
  });

const personOf = (email: string, givenName: string, familyName: string) => ({
  email,
  givenName,
  familyName,
  groups: ["traders"],
});

/** USER_POOL_CONFIG, in Cognito's own words. */
export const poolFile = (idpMockUrl: string): string =>
  JSON.stringify({
    UserPool: {
      Id: poolId,
      PoolName: "scorecard",
      UsernameConfiguration: { CaseSensitive: true },
      Schema: [{ Name: "email", AttributeDataType: "String", Required: true, Mutable: true }],
    },
    UserPoolClients: [
      {
        ClientId: clientId,
        ClientName: "scorecard",
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "email"],
        CallbackURLs: [callback],
        SupportedIdentityProviders: providers.map(({ provider }) => provider),
      },
    ],
    IdentityProviders: providers.map(({ idp, provider, details }) => ({
      ProviderName: provider,
      ProviderType: "SAML",
      ProviderDetails: { MetadataURL: metadataUrl(idpMockUrl, idp), ...details },
      AttributeMapping: { email: "email", given_name: "firstName", family_name: "lastName" },
    })),
  });

export const metadataUrl = (idpMockUrl: string, idp: string): string => `${idpMockUrl}/idps/${idp}/metadata`;
