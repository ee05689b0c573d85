import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as client from "openid-client";
import { type Browser, locationOf, newBrowser } from "../testing/browser.ts";
import { arrivalOf } from "../testing/identity-provider.ts";
import { callback, clientId, poolId, secretClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const discovered = (id = clientId, authentication: client.ClientAuth = client.None()) =>
  client.discovery(new URL(`${pool.url}/${poolId}`), id, undefined, authentication, {
    execute: [client.allowInsecureRequests],
  });

interface Asked {
  readonly config: client.Configuration;
  readonly browser: Browser;
  readonly nonce?: string;
}

/** Sends the browser to the pool and on; what comes back to the application, and what it must be compared with. */
const signIn = async ({ config, browser, nonce }: Asked) => {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: "openid email profile aws.cognito.signin.user.admin",
    identity_provider: "CorpSAML",
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    ...(nonce === undefined ? {} : { nonce }),
  });
  const first = locationOf(await browser.get(url.href));
  const last = first.startsWith(callback) ? first : locationOf(await atProvider(browser, first));
  return { current: new URL(last), checks: { pkceCodeVerifier, expectedState } };
};

const atProvider = (browser: Browser, location: string) => {
  const arrival = arrivalOf(location);
  return browser.post(arrival.acs, { ...pool.idp.answer(arrival) });
};

const signedIn = async (config: client.Configuration, browser = newBrowser()) => {
  const nonce = client.randomNonce();
  const { current, checks } = await signIn({ config, browser, nonce });
  return client.authorizationCodeGrant(config, current, { ...checks, expectedNonce: nonce });
};

describe("11.25 openid-client, by discovery", () => {
  test("signs in, reads the user's claims, refreshes and revokes", async () => {
    const config = await discovered();
    const tokens = await signedIn(config);
    const claims = tokens.claims();
    expect(claims?.email).toBe("alice@example.com");
    const sub = claims?.sub ?? "";
    expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({
      sub,
      email_verified: "false",
      username: "CorpSAML_alice@example.com",
    });
    const again = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(again.claims()?.sub).toBe(sub);
    expect(again.refresh_token).toBeUndefined();
    await client.tokenRevocation(config, tokens.refresh_token ?? "");
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toThrow(
      expect.objectContaining({ error: "invalid_grant" }),
    );
    await expect(client.fetchUserInfo(config, again.access_token, sub)).rejects.toThrow();
  });

  test.each([
    ["client_secret_basic", client.ClientSecretBasic(secretClient.secret)],
    ["client_secret_post", client.ClientSecretPost(secretClient.secret)],
  ])("authenticates with %s", async (_method, authentication) => {
    const tokens = await signedIn(await discovered(secretClient.id, authentication));
    expect(tokens.claims()).toMatchObject({ aud: secretClient.id });
  });

  test("is refused with a wrong secret", async () => {
    const config = await discovered(secretClient.id, client.ClientSecretBasic("wr0ng-secret_wr0ng-secret"));
    await expect(signedIn(config)).rejects.toThrow(expect.objectContaining({ error: "invalid_client" }));
  });

  test("stumbles over the nonce that the pool adds at a sign-in with a provider, but not at one by the session", async () => {
    const config = await discovered();
    const browser = newBrowser();
    const first = await signIn({ config, browser });
    await expect(client.authorizationCodeGrant(config, first.current, first.checks)).rejects.toThrow(
      expect.objectContaining({
        cause: expect.objectContaining({ message: 'unexpected ID Token "nonce" claim value' }),
      }),
    );
    const second = await signIn({ config, browser });
    const tokens = await client.authorizationCodeGrant(config, second.current, second.checks);
    expect(tokens.claims()?.nonce).toBeUndefined();
  });

  test("ends on the error page when it signs out as OpenID Connect says, and the session is over all the same", async () => {
    const config = await discovered();
    const browser = newBrowser();
    const { id_token = "" } = await signedIn(config, browser);
    const url = client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: "https://app.example.com/goodbye",
      id_token_hint: id_token,
    });
    const location = locationOf(await browser.get(url.href));
    const page = await browser.get(new URL(location, pool.url).href);
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("Required String parameter &#39;redirect_uri&#39; is not present");
    const after = await browser.get(
      client.buildAuthorizationUrl(config, { redirect_uri: callback, identity_provider: "CorpSAML" }).href,
    );
    expect(locationOf(after)).toContain("SAMLRequest=");
  });

  test("does not take the issuer of mode aws for the one that it asked", async () => {
    await pool.restart({ environment: { USER_POOL_ISSUER_MODE: "aws" } });
    await expect(discovered()).rejects.toThrow(
      expect.objectContaining({ code: "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED" }),
    );
  });
});
