import { beforeAll, describe, expect, test } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { fetch } from "undici";
import { call, until } from "./api.ts";
import { signIn, tokenIn } from "./sign-in.ts";
import { outputs } from "./target.ts";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (token: string, index: 0 | 1) =>
  JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString());

const cognito = (operation: string, body: unknown) =>
  fetch(outputs().userPool.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });

describe("the gateway takes no token but the pool's own", () => {
  let token: string;
  let idToken: string;
  beforeAll(async () => {
    const browser = await signIn("carol@example.com");
    [token, idToken] = await Promise.all([tokenIn(browser, "access"), tokenIn(browser, "id")]);
  });
  const statusFor = async (bearer: string) => (await call("GET", "/trades", { token: bearer })).status;

  test("the pool's own", async () => expect(await statusFor(token)).toBe(200));

  test("not with another payload", async () => {
    const [header, , signature] = token.split(".");
    const changed = { ...decoded(token, 1), username: "CorpSAML_bob@example.com" };
    expect(await statusFor(`${header}.${part(changed)}.${signature}`)).toBe(401);
  });

  test.each(["none", "None", "NONE", "nOnE"])("not without a signature (alg %s)", async (alg) => {
    const unsigned = `${part({ ...decoded(token, 0), alg })}.${part(decoded(token, 1))}.`;
    expect(await statusFor(unsigned)).toBe(401);
  });

  test("not signed by a stranger, whether the token brings the key along or not", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const { kid } = decoded(token, 0);
    const signed = (header: object) =>
      new SignJWT(decoded(token, 1)).setProtectedHeader({ alg: "RS256", kid, ...header }).sign(privateKey);
    expect(await statusFor(await signed({}))).toBe(401);
    expect(await statusFor(await signed({ jwk: await exportJWK(publicKey) }))).toBe(401);
  });

  test("not the id token", async () => expect(await statusFor(idToken)).toBe(401));

  test("not a token in the query", async () => {
    expect((await call("GET", `/trades?access_token=${token}`)).status).toBe(401);
  });
});

describe("the pool's own API", () => {
  test("says whose token it is, refreshes it and revokes it", async () => {
    const browser = await signIn("carol@example.com");
    const token = await tokenIn(browser, "access");
    const user = (await (await cognito("GetUser", { AccessToken: token })).json()) as { Username: string };
    expect(user.Username).toBe("CorpSAML_carol@example.com");

    const signedOut = await cognito("GlobalSignOut", { AccessToken: token });
    expect(signedOut.status).toBe(200);
    const refused = await cognito("GetUser", { AccessToken: token });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { __type: "NotAuthorizedException", message: "Access Token has been revoked" },
    ]);
    expect((await until(401, () => call("GET", "/trades", { token }), 10_000)).status).toBe(401);
    expect(
      (await call("GET", "/trades", { token: await tokenIn(await signIn("carol@example.com"), "access") })).status,
    ).toBe(200);
  });

  test("publishes what an OIDC client needs", async () => {
    const { issuer, endpoint, id } = outputs().userPool;
    const document = (await (await fetch(`${endpoint}/${id}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(document.issuer).toBe(issuer);
    const { keys } = (await (await fetch(document.jwks_uri!)).json()) as { keys: { kid: string }[] };
    expect(keys).toHaveLength(2);
  });
});
