import { createServer, type Server } from "node:https";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { decodeJwt } from "jose";
import type { Browser, Page } from "playwright-core";
import { startChromium } from "../testing/chromium.ts";
import { type TestTls, testTls } from "../testing/tls.ts";
import { clientId, freePort, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

/** What the page offers, as testing/amplify-page.ts puts it together. */
declare const application: {
  readonly events: readonly { readonly event: string }[];
  fetchAuthSession(options?: { forceRefresh: boolean }): Promise<{
    tokens?: { accessToken: { toString(): string }; idToken?: { toString(): string } };
  }>;
  fetchUserAttributes(): Promise<Record<string, string>>;
  getCurrentUser(): Promise<{ username: string }>;
  signInWithRedirect(input: { provider: { custom: string } }): Promise<void>;
  signOut(): Promise<void>;
};

let tls: TestTls;
let pool: TestUserPool;
let server: Server;
let browser: Browser;
let page: Page;
let home: string;
const requests: string[] = [];

beforeAll(async () => {
  tls = await testTls();
  const port = await freePort();
  home = `https://localhost:${port}/`;
  pool = await startUserPool((config) => {
    const [first, ...others] = config.UserPoolClients;
    return { ...config, UserPoolClients: [{ ...first, CallbackURLs: [home], LogoutURLs: [home] }, ...others] };
  }, tls.environment);
  server = await serveApplication(port);
  browser = await startChromium(tls.certificate);
  page = await browser.newPage();
  page.on("request", (request) => {
    const target = request.headers()["x-amz-target"];
    requests.push(target ?? `${request.method()} ${new URL(request.url()).pathname}`);
  });
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve));
  await pool?.stop();
});

/** The application's only page, over TLS as the pool is. */
const serveApplication = async (port: number) => {
  const entry = fileURLToPath(new URL("./testing/amplify-page.ts", import.meta.url));
  const bundle = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", platform: "browser" });
  const oauth = {
    domain: new URL(tls.url).host,
    scopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
    redirectSignIn: [home],
    redirectSignOut: [home],
    responseType: "code",
  };
  const Cognito = { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: tls.url, loginWith: { oauth } };
  const document = `<!doctype html><script>const settings = ${JSON.stringify({ Auth: { Cognito } })}</script><script src="/bundle.js"></script>`;
  const { USER_POOL_HTTPS_KEY: key, USER_POOL_HTTPS_CERTIFICATE: cert } = tls.environment;
  const application = createServer({ key, cert }, (request, response) => {
    const isBundle = request.url === "/bundle.js";
    response.setHeader("content-type", isBundle ? "text/javascript" : "text/html");
    response.end(isBundle ? bundle.outputFiles[0]?.text : document);
  });
  await new Promise<void>((resolve) => application.listen(port, "127.0.0.1", resolve));
  return application;
};

const signedIn = () =>
  page.waitForFunction(() => application.events.some(({ event }) => event === "signInWithRedirect"));
const signIn = async () => {
  await page.evaluate(() => application.signInWithRedirect({ provider: { custom: "CorpSAML" } }));
  await page.waitForURL((url) => url.href.startsWith(home) && url.searchParams.has("code"));
  await signedIn();
};
const tokens = (forceRefresh: boolean) =>
  page.evaluate(async (force) => {
    const session = await application.fetchAuthSession({ forceRefresh: force });
    return [session.tokens?.accessToken.toString() ?? "", session.tokens?.idToken?.toString() ?? ""] as const;
  }, forceRefresh);

describe("11.25 Amplify in a browser, over TLS", () => {
  test("signs in through the SAML provider, by a cross-site POST and PKCE", async () => {
    await page.goto(home);
    await signIn();
    const [access, id] = await tokens(false);
    expect(decodeJwt(access)).toMatchObject({ username: "CorpSAML_alice@example.com", client_id: clientId });
    expect(decodeJwt(id)).toMatchObject({ email: "alice@example.com", aud: clientId });
    expect(await page.evaluate(() => application.getCurrentUser())).toMatchObject({
      username: "CorpSAML_alice@example.com",
    });
    expect(requests).toContain("POST /saml2/idpresponse");
  });

  test("reads the user's attributes", async () => {
    expect(await page.evaluate(() => application.fetchUserAttributes())).toMatchObject({
      email: "alice@example.com",
      given_name: "Alice",
      "custom:groups": "[traders,night%2C+shift]",
    });
  });

  test("refreshes with GetTokensFromRefreshToken", async () => {
    const [before] = await tokens(false);
    const [after] = await tokens(true);
    expect(after).not.toBe(before);
    expect(decodeJwt(after)).toMatchObject({ origin_jti: decodeJwt(before).origin_jti });
    expect(requests).toContain("AWSCognitoIdentityProviderService.GetTokensFromRefreshToken");
  });

  test("signs out: the refresh token is revoked, the session ended, and the identity provider asked again", async () => {
    const [access] = await tokens(false);
    requests.length = 0;
    await page.evaluate(() => void application.signOut());
    await page.waitForFunction(() => application.events.length === 0);
    await page.waitForURL(home);
    expect(requests).toEqual(expect.arrayContaining(["AWSCognitoIdentityProviderService.RevokeToken", "GET /logout"]));
    const userInfo = await fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${access}` } });
    expect(userInfo.status).toBe(401);
    expect(await page.evaluate(() => application.getCurrentUser().catch(({ name }: Error) => name))).toBe(
      "UserUnAuthenticatedException",
    );
    requests.length = 0;
    await signIn();
    expect(requests).toContain("POST /saml2/idpresponse");
  });
});
