import { AdminLinkProviderForUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { thrown } from "../testing/sdk.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const signIn = async (nameId: string) => decodeJwt((await tokensFor(pool, { response: { nameId } })).id_token);

const link = (from: string, to: string) =>
  pool.sdk.send(
    new AdminLinkProviderForUserCommand({
      UserPoolId: poolId,
      DestinationUser: { ProviderName: "CorpSAML", ProviderAttributeValue: to },
      SourceUser: {
        ProviderName: "CorpSAML",
        ProviderAttributeName: "Cognito_Subject",
        ProviderAttributeValue: from,
      },
    }),
  );

describe("11.14 AdminLinkProviderForUser", () => {
  test("11.14 before the first sign-in: the sign-in is the destination's, with its sub", async () => {
    const { sub } = await signIn("anna@example.com");
    await link("anna.2@example.com", "anna@example.com");
    expect(await signIn("anna.2@example.com")).toMatchObject({
      sub,
      "cognito:username": "CorpSAML_anna@example.com",
    });
  });

  test("11.14 after it: Merging is not currently supported", async () => {
    await signIn("bert@example.com");
    const { sub } = await signIn("bert.2@example.com");
    expect(await thrown(link("bert.2@example.com", "bert@example.com"))).toEqual([
      "InvalidParameterException",
      "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
      400,
    ]);
    expect((await signIn("bert.2@example.com")).sub).toBe(sub);
  });
});
