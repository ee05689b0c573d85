import { createHmac } from "node:crypto";
import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  RevokeTokenCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeSentTo, nativeClient, nativeSecretClient, startNativePool } from "../testing/native-pool.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { clientId, poolId, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startNativePool();
});
afterAll(() => pool.stop());

const Password = "Correct-Horse-7";
const userOf = (AccessToken: string | undefined) => pool.sdk.send(new GetUserCommand({ AccessToken }));
const refused = (sending: Promise<unknown>) => expect(sending).rejects.toBeInstanceOf(NotAuthorizedException);

const refreshed = async (ClientId: string, RefreshToken: string | undefined) => {
  const { AuthenticationResult } = await pool.sdk.send(
    new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }),
  );
  return AuthenticationResult;
};

describe("case 25: the AWS SDK, with a user of the pool", () => {
  test.each([
    ["a public client", "alice", nativeClient, undefined],
    ["a client with a secret", "bob", nativeSecretClient.id, nativeSecretClient.secret],
  ])("signs up, signs in, reads attributes, refreshes and signs out: %s", async (_what, Username, ClientId, secret) => {
    const hash =
      secret &&
      createHmac("sha256", secret)
        .update(Username + ClientId)
        .digest("base64");
    const email = `${Username}@example.com`;
    const UserAttributes = [{ Name: "email", Value: email }];
    await pool.sdk.send(new SignUpCommand({ ClientId, SecretHash: hash, Username, Password, UserAttributes }));
    const ConfirmationCode = await codeSentTo(pool, email);
    await pool.sdk.send(new ConfirmSignUpCommand({ ClientId, SecretHash: hash, Username, ConfirmationCode }));

    const AuthParameters = { USERNAME: Username, PASSWORD: Password, ...(hash ? { SECRET_HASH: hash } : {}) };
    const { AuthenticationResult: tokens } = await pool.sdk.send(
      new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters }),
    );
    expect(await userOf(tokens?.AccessToken)).toMatchObject({
      Username,
      UserAttributes: expect.arrayContaining([{ Name: "email", Value: email }]),
    });
    const { RefreshToken } = tokens ?? {};
    const { AuthenticationResult: again } = await pool.sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId, ClientSecret: secret, RefreshToken }),
    );
    expect(await userOf(again?.AccessToken)).toMatchObject({ Username });
    await pool.sdk.send(new GlobalSignOutCommand({ AccessToken: again?.AccessToken }));
    await refused(userOf(again?.AccessToken));
    await refused(
      pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, ClientSecret: secret, RefreshToken })),
    );
  });
});

describe("case 25: the AWS SDK, with a federated user", () => {
  test("reads the user, refreshes in both ways, and revokes", async () => {
    const { access_token, refresh_token } = await tokensFor(pool);
    const Username = "CorpSAML_alice@example.com";
    expect(await userOf(access_token)).toMatchObject({ Username });
    const user = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }));
    expect(user).toMatchObject({ UserStatus: "EXTERNAL_PROVIDER", UserCreateDate: expect.any(Date) });
    expect(await userOf((await refreshed(clientId, refresh_token))?.AccessToken)).toMatchObject({ Username });
    const AuthParameters = { REFRESH_TOKEN: refresh_token };
    const flow = { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: clientId, AuthParameters } as const;
    const { AuthenticationResult } = await pool.sdk.send(new InitiateAuthCommand(flow));
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: refresh_token }));
    await refused(userOf(AuthenticationResult?.AccessToken));
    await refused(refreshed(clientId, refresh_token));
  });
});
