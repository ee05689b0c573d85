import {
  AdminGetUserCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "@jest/globals";
import { sdkOf, thrown } from "../testing/sdk.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { poolId, rotatingClient, startUserPool } from "../testing/user-pool.ts";

test("11.25 AWS's own SDK, unmodified: attributes, refresh and sign-out of a federated user", async () => {
  const pool = await startUserPool();
  const sdk = sdkOf(pool);
  const tokens = await tokensFor(pool, { request: { client_id: rotatingClient } });
  const { Username, UserAttributes } = await sdk.send(new GetUserCommand({ AccessToken: tokens.access_token }));
  expect(UserAttributes).toContainEqual({ Name: "email", Value: "alice@example.com" });
  const known = await sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }));
  expect(known.UserStatus).toBe("EXTERNAL_PROVIDER");
  const refresh = (RefreshToken: string | undefined) =>
    sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: rotatingClient, RefreshToken }));
  const { AuthenticationResult: next } = await refresh(tokens.refresh_token);
  const AccessToken = next?.AccessToken;
  expect((await sdk.send(new GetUserCommand({ AccessToken }))).Username).toBe(Username);
  await sdk.send(new GlobalSignOutCommand({ AccessToken }));
  expect((await thrown(sdk.send(new GetUserCommand({ AccessToken }))))[0]).toBe("NotAuthorizedException");
  expect((await thrown(refresh(next?.RefreshToken)))[0]).toBe("NotAuthorizedException");
  sdk.destroy();
  await pool.stop();
});
