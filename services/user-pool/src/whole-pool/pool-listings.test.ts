import {
  GetIdentityProviderByIdentifierCommand,
  ListIdentityProvidersCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { thrown } from "../testing/sdk.ts";
import {
  clientId,
  poolId,
  rotatingClient,
  secretClient,
  startUserPool,
  type TestUserPool,
} from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const UserPoolId = poolId;
const unknownPool = "us-east-1_Unknown12";

describe("listings of the pool's configuration", () => {
  test("ListUserPools names the pool", async () => {
    const { UserPools, NextToken } = await pool.sdk.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools).toEqual([
      {
        Id: poolId,
        Name: "tests",
        LambdaConfig: {},
        CreationDate: expect.any(Date),
        LastModifiedDate: expect.any(Date),
      },
    ]);
    expect(NextToken).toBeUndefined();
  });

  test("ListUserPoolClients names the clients, a page at a time, and no secrets", async () => {
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await pool.sdk.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 2, NextToken }));
      expect(page.UserPoolClients?.length).toBeLessThanOrEqual(2);
      for (const client of page.UserPoolClients ?? [])
        expect(Object.keys(client).sort()).toEqual(["ClientId", "ClientName", "UserPoolId"]);
      seen.push(...(page.UserPoolClients ?? []).map(({ ClientId }) => ClientId));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(seen).toEqual([clientId, secretClient.id, rotatingClient]);
  });

  test("ListIdentityProviders names the providers, a page at a time", async () => {
    const first = await pool.sdk.send(new ListIdentityProvidersCommand({ UserPoolId, MaxResults: 1 }));
    const { NextToken } = first;
    const second = await pool.sdk.send(new ListIdentityProvidersCommand({ UserPoolId, MaxResults: 1, NextToken }));
    expect([...(first.Providers ?? []), ...(second.Providers ?? [])]).toEqual(
      ["CorpSAML", "OtherSAML"].map((ProviderName) => ({
        ProviderName,
        ProviderType: "SAML",
        CreationDate: expect.any(Date),
        LastModifiedDate: expect.any(Date),
      })),
    );
    expect(second.NextToken).toBeUndefined();
  });

  test("GetIdentityProviderByIdentifier tells of a provider as DescribeIdentityProvider does", async () => {
    const get = (IdpIdentifier: string) =>
      pool.sdk.send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier }));
    expect((await get("example.com")).IdentityProvider).toMatchObject({
      ProviderName: "CorpSAML",
      ProviderDetails: { MetadataURL: pool.idp.metadataUrl, SSORedirectBindingURI: expect.stringContaining("/sso") },
      IdpIdentifiers: ["example.com"],
    });
    for (const unknown of ["example.org", "EXAMPLE.COM"])
      expect(await thrown(get(unknown))).toEqual([
        "ResourceNotFoundException",
        `Identity provider ${unknown} does not exist.`,
        400,
      ]);
    expect((await thrown(get("example.com/")))[0]).toBe("InvalidParameterException");
  });

  test.each<[string, (UserPoolId: string) => Promise<unknown>]>([
    ["ListUserPoolClients", (UserPoolId) => pool.sdk.send(new ListUserPoolClientsCommand({ UserPoolId }))],
    ["ListIdentityProviders", (UserPoolId) => pool.sdk.send(new ListIdentityProvidersCommand({ UserPoolId }))],
    [
      "GetIdentityProviderByIdentifier",
      (UserPoolId) =>
        pool.sdk.send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier: "example.com" })),
    ],
  ])("%s wants a pool that exists", async (_name, list) => {
    expect(await thrown(list(unknownPool))).toEqual([
      "ResourceNotFoundException",
      `User pool ${unknownPool} does not exist.`,
      400,
    ]);
    await list(poolId);
  });

  test.each<[string, (MaxResults: number) => Promise<unknown>, readonly number[], readonly number[]]>([
    ["ListUserPools", (MaxResults) => pool.sdk.send(new ListUserPoolsCommand({ MaxResults })), [0, 61], [1, 60]],
    [
      "ListUserPoolClients",
      (MaxResults) => pool.sdk.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults })),
      [0, 61],
      [1, 60],
    ],
    [
      "ListIdentityProviders",
      (MaxResults) => pool.sdk.send(new ListIdentityProvidersCommand({ UserPoolId, MaxResults })),
      [-1, 61],
      [0, 60],
    ],
  ])("%s keeps to its range of MaxResults", async (_name, list, refused, allowed) => {
    for (const number of refused) {
      const [type, message] = await thrown(list(number));
      expect(type).toBe("InvalidParameterException");
      expect(message).toContain(
        `Value '${number}' at 'maxResults' failed to satisfy constraint: Member must have value`,
      );
    }
    for (const number of allowed) await list(number);
  });
});
