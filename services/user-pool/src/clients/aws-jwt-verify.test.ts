import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier";
import { SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { refreshed, revoked } from "../testing/refresh.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { type TestTls, testTls } from "../testing/tls.ts";
import { clientId, poolId, secretClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

describe("11.25 CognitoJwtVerifier with the pool's keys, in issuer mode aws", () => {
  let pool: TestUserPool;
  beforeAll(async () => {
    pool = await startUserPool(undefined, { USER_POOL_ISSUER_MODE: "aws" });
  });
  afterAll(() => pool.stop());

  const verifierOf = async (tokenUse: "access" | "id", client: string) => {
    const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse, clientId: client });
    const keys = await fetch(`${pool.url}/${poolId}/.well-known/jwks.json`);
    verifier.cacheJwks((await keys.json()) as Parameters<typeof verifier.cacheJwks>[0]);
    return verifier;
  };

  test("takes the tokens of a sign-in and of a refresh, and reads the user's attributes", async () => {
    const [access, id] = await Promise.all([verifierOf("access", clientId), verifierOf("id", clientId)]);
    const tokens = await tokensFor(pool);
    const again = await refreshed(pool, tokens);
    for (const { access_token, id_token } of [tokens, again]) {
      expect(await access.verify(access_token)).toMatchObject({
        iss: `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`,
        username: "CorpSAML_alice@example.com",
      });
      expect(await id.verify(id_token)).toMatchObject({
        email: "alice@example.com",
        "custom:groups": expect.any(String),
      });
    }
  });

  test("refuses the tokens of another client, and those of the other use", async () => {
    const { access_token, id_token } = await tokensFor(pool);
    await expect((await verifierOf("access", secretClient.id)).verify(access_token)).rejects.toThrow(
      "Client ID not allowed",
    );
    await expect((await verifierOf("access", clientId)).verify(id_token)).rejects.toThrow("Token use not allowed");
  });

  test("cannot know that somebody has signed out; the pool does", async () => {
    const tokens = await tokensFor(pool);
    await revoked(pool, tokens);
    expect(await (await verifierOf("access", clientId)).verify(tokens.access_token)).toMatchObject({
      token_use: "access",
    });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    expect((await fetch(`${pool.url}/oauth2/userInfo`, { headers })).status).toBe(401);
  });
});

describe("JwtVerifier, in issuer mode local", () => {
  let pool: TestUserPool;
  let tls: TestTls;
  beforeAll(async () => {
    tls = await testTls();
    pool = await startUserPool(undefined, tls.environment);
  });
  afterAll(() => pool.stop());

  test("fetches the keys over TLS, and takes the tokens of a sign-in", async () => {
    const options = {
      issuer: `${pool.url}/${poolId}`,
      audience: clientId,
      jwksUri: `${tls.url}/${poolId}/.well-known/jwks.json`,
      customJwtCheck: ({ payload }: { payload: Parameters<typeof validateCognitoJwtFields>[0] }) =>
        validateCognitoJwtFields(payload, { tokenUse: "id", clientId }),
    };
    const jwksCache = new SimpleJwksCache({
      fetcher: new SimpleFetcher({ defaultRequestOptions: { ca: tls.authority } }),
    });
    const verifier = JwtVerifier.create(options, { jwksCache });
    const { id_token, access_token } = await tokensFor(pool);
    expect(await verifier.verify(id_token)).toMatchObject({ email: "alice@example.com" });
    await expect(verifier.verify(access_token)).rejects.toThrow("Missing Audience");
  });
});
