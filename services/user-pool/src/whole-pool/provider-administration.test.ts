import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  AdminListGroupsForUserCommand,
  CreateIdentityProviderCommand,
  type CreateIdentityProviderCommandInput,
  CreateUserPoolClientCommand,
  DeleteIdentityProviderCommand,
  DescribeIdentityProviderCommand,
  GetIdentityProviderByIdentifierCommand,
  GetUserCommand,
  UpdateIdentityProviderCommand,
  type UpdateIdentityProviderCommandInput,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { startIdentityProvider, type TestIdentityProvider } from "../testing/identity-provider.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl, codeFor, tokensFor } from "../testing/sign-in.ts";
import { callback, configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
let other: TestIdentityProvider;
let site: Server;
let siteUrl: string;
let MetadataFile: string;
beforeAll(async () => {
  [pool, other] = await Promise.all([startUserPool(), startIdentityProvider("/other")]);
  MetadataFile = await (await fetch(other.metadataUrl)).text();
  site = createServer((request, response) => {
    response.statusCode = request.url === "/missing" ? 404 : 200;
    response.end(request.url === "/metadata" ? MetadataFile : "<html/>");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await pool.stop();
  await other.close();
  await new Promise((resolve) => site.close(resolve));
});

const UserPoolId = poolId;
const email = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

type Given = Partial<CreateIdentityProviderCommandInput>;

let made = 0;
const newName = () => `Made${++made}`;

const create = async (given: Given = {}) => {
  const command = new CreateIdentityProviderCommand({
    UserPoolId,
    ProviderName: newName(),
    ProviderType: "SAML",
    ProviderDetails: { MetadataURL: other.metadataUrl },
    AttributeMapping: { email },
    ...given,
  });
  return (await pool.sdk.send(command)).IdentityProvider ?? {};
};
const update = async (ProviderName: string | undefined, given: Partial<UpdateIdentityProviderCommandInput>) =>
  (await pool.sdk.send(new UpdateIdentityProviderCommand({ UserPoolId, ProviderName, ...given }))).IdentityProvider ??
  {};
const describeProvider = async (ProviderName: string | undefined) =>
  (await pool.sdk.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }))).IdentityProvider ?? {};
const byIdentifier = async (IdpIdentifier: string) =>
  (await pool.sdk.send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier }))).IdentityProvider ??
  {};
const remove = (ProviderName: string | undefined) =>
  pool.sdk.send(new DeleteIdentityProviderCommand({ UserPoolId, ProviderName }));

const client = (ProviderName: string | undefined) => ({
  UserPoolId,
  ClientName: "of the API",
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code" as const],
  AllowedOAuthScopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
  CallbackURLs: [callback],
  SupportedIdentityProviders: [ProviderName ?? ""],
});
/** A sign-in at `other` as the provider says, with a client of its own. */
const through = async (ProviderName: string | undefined) => {
  const { UserPoolClient } = await pool.sdk.send(new CreateUserPoolClientCommand(client(ProviderName)));
  return { client_id: UserPoolClient?.ClientId ?? "", identity_provider: ProviderName };
};

describe("CreateIdentityProvider", () => {
  test.each<[string, () => Record<string, string>]>([
    ["MetadataURL", () => ({ MetadataURL: other.metadataUrl })],
    ["MetadataFile", () => ({ MetadataFile })],
  ])("by %s makes a provider through which a user signs in at once", async (_how, details) => {
    const provider = await create({ ProviderDetails: details() });
    expect(provider).toMatchObject({
      UserPoolId,
      ProviderName: expect.stringMatching(/^Made/),
      ProviderType: "SAML",
      ProviderDetails: { ...details(), SSORedirectBindingURI: expect.stringContaining("/sso?tenant=1") },
      AttributeMapping: { email },
      IdpIdentifiers: [],
      CreationDate: expect.any(Date),
      LastModifiedDate: expect.any(Date),
    });
    expect(await describeProvider(provider.ProviderName)).toEqual(provider);

    const request = await through(provider.ProviderName);
    const { access_token: AccessToken } = await tokensFor({ ...pool, idp: other }, { request });
    const { Username, UserAttributes } = await pool.sdk.send(new GetUserCommand({ AccessToken }));
    expect(Username).toBe(`${provider.ProviderName}_alice@example.com`);
    expect(UserAttributes).toContainEqual({ Name: "email", Value: "alice@example.com" });
    const { Groups } = await pool.sdk.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual([`${poolId}_${provider.ProviderName}`]);
    // The pool's own provider signs with another key.
    await expect(codeFor(pool, { request })).rejects.toThrow(/no code/);
  });

  test("takes a name and an identifier once", async () => {
    const { ProviderName } = await create({ IdpIdentifiers: ["once.example"] });
    expect(await thrown(create({ ProviderName: ProviderName ?? "" }))).toEqual([
      "DuplicateProviderException",
      `A provider with the name ${ProviderName} already exists.`,
      400,
    ]);
    const [type, message] = await thrown(create({ IdpIdentifiers: ["twice.example", "once.example"] }));
    expect(type).toBe("InvalidParameterException");
    expect(message).toContain("once.example identifies another provider");
    await create({ IdpIdentifiers: ["twice.example"] });
    const attempts = await Promise.allSettled(
      [1, 2, 3].map(() => create({ ProviderName: "Raced", IdpIdentifiers: ["raced.example"] })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await byIdentifier("raced.example")).ProviderName).toBe("Raced");
  });
});

type Refusal = [what: string, refused: () => Given, message: () => string, allowed: () => Given];

const details = (ProviderDetails: () => Record<string, string>) => () => ({ ProviderDetails: ProviderDetails() });
const url = (more: Record<string, string> = {}) => details(() => ({ MetadataURL: other.metadataUrl, ...more }));

const refusals: Refusal[] = [
  [
    "no metadata",
    details(() => ({})),
    () => "At least one of the MetadataURL or MetadataFile should be provided.",
    details(() => ({ MetadataFile })),
  ],
  [
    "metadata twice",
    url({ MetadataFile: "<x/>" }),
    () => "ProviderDetails: expected one of MetadataURL and MetadataFile",
    url(),
  ],
  [
    "metadata that are not there",
    details(() => ({ MetadataURL: `${siteUrl}/missing` })),
    () => `Non-ok status code 404 returned from remote metadata source ${siteUrl}/missing`,
    details(() => ({ MetadataURL: `${siteUrl}/metadata` })),
  ],
  [
    "metadata from where nobody answers",
    details(() => ({ MetadataURL: "http://127.0.0.1:1/metadata" })),
    () => "Error retrieving metadata from http://127.0.0.1:1/metadata",
    details(() => ({ MetadataURL: `${siteUrl}/metadata` })),
  ],
  [
    "something else at MetadataURL",
    details(() => ({ MetadataURL: `${siteUrl}/page` })),
    () => "ProviderDetails.MetadataURL: Expected an EntityDescriptor",
    details(() => ({ MetadataURL: `${siteUrl}/metadata` })),
  ],
  [
    "something else as MetadataFile",
    details(() => ({ MetadataFile: "<html/>" })),
    () => "ProviderDetails.MetadataFile: Expected an EntityDescriptor",
    details(() => ({ MetadataFile })),
  ],
  [
    "a MetadataURL of another kind",
    details(() => ({ MetadataURL: "file:///etc/passwd" })),
    () => "ProviderDetails.MetadataURL: expected an http or https URL",
    url(),
  ],
  ["IDPInit that is no switch", url({ IDPInit: "yes" }), () => "ProviderDetails.IDPInit:", url({ IDPInit: "true" })],
  [
    "IDPSignout that is no switch",
    url({ IDPSignout: "TRUE" }),
    () => "ProviderDetails.IDPSignout:",
    url({ IDPSignout: "true" }),
  ],
  [
    "EncryptedResponses that is no switch",
    url({ EncryptedResponses: "" }),
    () => "ProviderDetails.EncryptedResponses:",
    url({ EncryptedResponses: "true" }),
  ],
  [
    "an empty algorithm for requests",
    url({ RequestSigningAlgorithm: "" }),
    () => 'ProviderDetails.RequestSigningAlgorithm: expected rsa-sha256; received ""',
    url({ RequestSigningAlgorithm: "rsa-sha256" }),
  ],
  ["a detail that nobody knows", url({ colour: "red" }), () => 'ProviderDetails: Unrecognized key: "colour"', url()],
  [
    "an attribute that the pool does not have",
    () => ({ AttributeMapping: { email, "custom:shoe": "shoe" } }),
    () => "AttributeMapping.custom:shoe: expected a standard attribute or one of the pool's schema",
    () => ({ AttributeMapping: { email, "custom:desk": "desk" } }),
  ],
  [
    "an identifier of another provider",
    () => ({ IdpIdentifiers: ["example.com"] }),
    () => "IdpIdentifiers: example.com identifies another provider",
    () => ({ IdpIdentifiers: [`${newName()}.example`] }),
  ],
  [
    "an identifier twice",
    () => ({ IdpIdentifiers: ["a.example", "a.example"] }),
    () => "IdpIdentifiers: a.example is named twice",
    () => ({ IdpIdentifiers: [] }),
  ],
  [
    "an identifier with a slash",
    () => ({ IdpIdentifiers: ["a/b"] }),
    () => "Value 'a/b' at 'idpIdentifiers.1.member' failed to satisfy constraint",
    () => ({ IdpIdentifiers: [`a+b ${newName()}`] }),
  ],
  [
    "51 identifiers",
    () => ({ IdpIdentifiers: Array.from({ length: 51 }, (_, n) => `n${n}`) }),
    () => "at 'idpIdentifiers' failed to satisfy constraint: Member must have length less than or equal to 50",
    () => ({ IdpIdentifiers: Array.from({ length: 50 }, (_, n) => `${newName()}.${n}`) }),
  ],
  [
    "text that cannot be stored",
    () => ({ AttributeMapping: { email: "a\0b" } }),
    () => "at 'attributeMapping.email' failed to satisfy constraint: Member must be well-formed text",
    () => ({ AttributeMapping: { email: "a b" } }),
  ],
];

/** The name and the type of a provider cannot be changed. */
const refusedNewcomers: Refusal[] = [
  [
    "OpenID Connect",
    () => ({ ProviderType: "OIDC", ProviderDetails: { client_id: "c" } }),
    () => 'ProviderType: expected SAML; received "OIDC"',
    () => ({}),
  ],
  [
    "a type that nobody knows",
    () => ({ ProviderType: "LDAP" as "SAML" }),
    () => "at 'providerType' failed to satisfy constraint: Member must satisfy enum value set: [SAML,",
    () => ({}),
  ],
  ...["AB", "_Corp", "Cor p", "Corp\0", "C".repeat(33)].map(
    (ProviderName): Refusal => [
      `the name ${JSON.stringify(ProviderName)}`,
      () => ({ ProviderName }),
      () => "at 'providerName' failed to satisfy constraint",
      () => ({ ProviderName: `${newName()}${"C".repeat(32)}`.slice(0, 32) }),
    ],
  ),
];

describe("what is refused", () => {
  test.each([...refusals, ...refusedNewcomers])(
    "CreateIdentityProvider with %s",
    async (_what, refused, message, allowed) => {
      const [type, said] = await thrown(create(refused()));
      expect([type, said]).toEqual(["InvalidParameterException", expect.stringContaining(message())]);
      await remove((await create(allowed())).ProviderName);
    },
  );

  test.each(refusals)(
    "UpdateIdentityProvider with %s, and nothing changes",
    async (_what, refused, message, allowed) => {
      const provider = await create();
      const [type, said] = await thrown(update(provider.ProviderName, refused()));
      expect([type, said]).toEqual(["InvalidParameterException", expect.stringContaining(message())]);
      expect(await describeProvider(provider.ProviderName)).toEqual(provider);
      await update(provider.ProviderName, allowed());
      await remove(provider.ProviderName);
    },
  );

  test("providers and pools that do not exist", async () => {
    const missing = ["ResourceNotFoundException", "Identity provider Nobody does not exist.", 400];
    expect(await thrown(update("Nobody", {}))).toEqual(missing);
    expect(await thrown(remove("Nobody"))).toEqual(missing);
    const unknownPool = ["ResourceNotFoundException", "User pool us-east-1_Unknown12 does not exist.", 400];
    expect(await thrown(create({ UserPoolId: "us-east-1_Unknown12" }))).toEqual(unknownPool);
    expect(await thrown(update("CorpSAML", { UserPoolId: "us-east-1_Unknown12" }))).toEqual(unknownPool);
  });
});

describe("UpdateIdentityProvider", () => {
  test("replaces each member that is given, as a whole, and leaves the others", async () => {
    const provider = await create({
      AttributeMapping: { email, given_name: "first" },
      IdpIdentifiers: ["before.example"],
    });
    const mapped = await update(provider.ProviderName, { AttributeMapping: { email } });
    expect(mapped).toEqual({
      ...provider,
      AttributeMapping: { email },
      LastModifiedDate: expect.any(Date),
    });
    const moved = await update(provider.ProviderName, {
      ProviderDetails: { MetadataFile },
      IdpIdentifiers: ["before.example", "after.example"],
    });
    expect(moved.ProviderDetails).not.toHaveProperty("MetadataURL");
    expect((await byIdentifier("after.example")).ProviderName).toBe(provider.ProviderName);
    expect(await describeProvider(provider.ProviderName)).toEqual(moved);
    await tokensFor({ ...pool, idp: other }, { request: await through(provider.ProviderName) });
  });

  test("takes back what was described, of which the pool says some by itself", async () => {
    const { ProviderName } = await create();
    const { ProviderDetails } = await describeProvider(ProviderName);
    const elsewhere = { ...ProviderDetails, SSORedirectBindingURI: "https://elsewhere.example/sso" };
    expect((await update(ProviderName, { ProviderDetails: elsewhere })).ProviderDetails).toEqual(ProviderDetails);
    expect((await thrown(update(ProviderName, { ProviderDetails: { ...ProviderDetails, Unknown: "1" } })))[0]).toBe(
      "InvalidParameterException",
    );
  });
});

describe("DeleteIdentityProvider", () => {
  test("ends sign-in through the provider, the session of a browser included, and keeps the users", async () => {
    const { ProviderName } = await create();
    const request = await through(ProviderName);
    const browser = newBrowser();
    const { access_token: AccessToken } = await tokensFor({ ...pool, idp: other }, { browser, request });
    const again = async () =>
      locationOf(
        await browser.get(authorizeUrl(pool.url, { ...request, identity_provider: undefined, prompt: "none" })),
      );
    expect(await again()).toMatch(/^https:\/\/app\.example\.com\/callback\?code=/);
    await remove(ProviderName);
    expect((await thrown(describeProvider(ProviderName)))[0]).toBe("ResourceNotFoundException");
    expect((await thrown(remove(ProviderName)))[0]).toBe("ResourceNotFoundException");
    expect(await again()).toContain("error=login_required");
    await pool.sdk.send(new GetUserCommand({ AccessToken }));
    const updated = new UpdateUserPoolClientCommand({ ...client(ProviderName), ClientId: request.client_id });
    expect(await thrown(pool.sdk.send(updated))).toEqual([
      "InvalidParameterException",
      `The provider ${ProviderName} does not exist for User Pool ${poolId}.`,
      400,
    ]);
    await tokensFor(pool);
  });
});

describe("after another start", () => {
  test("what the API made is there, and what the file names is as the file says", async () => {
    const kept = await create();
    const gone = await create();
    await remove(gone.ProviderName);
    await update("CorpSAML", { AttributeMapping: { email } });
    await remove("OtherSAML");
    await pool.restart();
    expect(await describeProvider(kept.ProviderName)).toEqual(kept);
    expect((await thrown(describeProvider(gone.ProviderName)))[0]).toBe("ResourceNotFoundException");
    expect((await describeProvider("CorpSAML")).AttributeMapping).toMatchObject({ "custom:desk": "desk" });
    expect((await describeProvider("OtherSAML")).ProviderName).toBe("OtherSAML");
  });

  test("a provider that the file has named is the file's, and goes with its lines", async () => {
    const { ProviderName = "" } = await create();
    const config = configOf(pool.idp);
    const declared = { ProviderName, ProviderType: "SAML", ProviderDetails: { MetadataFile } };
    await pool.restart({ config: { ...config, IdentityProviders: [...config.IdentityProviders, declared] } });
    expect((await describeProvider(ProviderName)).ProviderDetails).toMatchObject({ MetadataFile });
    await pool.restart();
    expect((await thrown(describeProvider(ProviderName)))[0]).toBe("ResourceNotFoundException");
  });

  test("an identifier leads to the provider to which the file gives it", async () => {
    const { ProviderName } = await create({ IdpIdentifiers: ["claimed.example", "left.example"] });
    const config = configOf(pool.idp);
    const [corp, ...others] = config.IdentityProviders;
    const claiming = { ...corp, IdpIdentifiers: ["example.com", "claimed.example"] };
    await pool.restart({ config: { ...config, IdentityProviders: [claiming, ...others] } });
    expect((await byIdentifier("claimed.example")).ProviderName).toBe("CorpSAML");
    expect(await byIdentifier("left.example")).toMatchObject({ ProviderName, IdpIdentifiers: ["left.example"] });
    await pool.restart();
  });
});
