import {
  AdminConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { codeOf, wrongCode } from "../testing/authenticator-app.ts";
import { type Browser, locationOf, newBrowser } from "../testing/browser.ts";
import { alertIn, formIn, submit } from "../testing/page-form.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl, type TokenAnswer, tokenRequest } from "../testing/sign-in.ts";
import { callback, type configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const client = "1setup2client3of4tests5abc";
const otherClient = "2setup3other4client5tests6";
const password = "Correct-Horse-7";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => demandingApps(config));
});
afterAll(() => pool.stop());

const demandingApps = (config: ReturnType<typeof configOf>) => {
  const native = {
    ...config.UserPoolClients[0],
    SupportedIdentityProviders: ["COGNITO"],
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  };
  return {
    ...config,
    UserPool: { ...config.UserPool, MfaConfiguration: "ON", EnabledMfas: ["SOFTWARE_TOKEN_MFA"] },
    UserPoolClients: [
      { ...native, ClientId: client },
      { ...native, ClientId: otherClient },
    ],
  };
};

const pageUrl = (path: string, client_id = client) =>
  authorizeUrl(pool.url, { client_id, identity_provider: undefined }).replace("/oauth2/authorize", path);

const signIn = async (username: string, browser: Browser) => {
  const html = await (await browser.get(pageUrl("/login"))).text();
  return await submit(browser, { url: pool.url, html, path: "/login" }, { username, password });
};

/** The page that asks for an authenticator app, and what is on it. */
const asked = async (username: string, browser: Browser) => {
  const response = await signIn(username, browser);
  const html = await response.text();
  return { response, html, secret: secretIn(html), form: { url: pool.url, html, path: "/mfaSetup" } };
};

const member = async (Username: string) => {
  const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
  await pool.sdk.send(new SignUpCommand({ ClientId: client, Username, Password: password, UserAttributes }));
  await pool.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: poolId, Username }));
  return Username;
};

const secretIn = (html: string) => /<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1]?.replaceAll(" ", "") ?? "";

const codeIn = (response: Response) => new URL(locationOf(response)).searchParams.get("code") ?? "";
const tokenOf = (username: string) => pool.admin("user_pool.software_tokens").where({ username }).first();

test("a pool that demands an app has it set up, and asks for its code from then on", async () => {
  const browser = newBrowser();
  const { response, html, secret, form } = await asked(await member("alice"), browser);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toContain("no-store");
  expect(browser.cookies.has("cognito")).toBe(false);
  expect(html).toMatch(/<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}<\/code>/);
  expect(html).toContain(`href="otpauth://totp/localhost:alice?secret=${secret}&amp;issuer=localhost"`);
  expect(html).not.toContain("<script");
  const done = await submit(browser, form, { code: codeOf(secret), friendlyDeviceName: "my phone" });
  expect(done.status).toBe(302);
  expect(browser.cookies.has("cognito")).toBe(true);
  const redeemed = { grant_type: "authorization_code", code: codeIn(done), client_id: client, redirect_uri: callback };
  const tokens = (await (await tokenRequest(pool, redeemed)).json()) as TokenAnswer;
  expect(decodeJwt(tokens.id_token)).toMatchObject({ "cognito:username": "alice" });
  expect(await tokenOf("alice")).toMatchObject({ name: "my phone", enabled: true, preferred: true, pending: null });
  const again = await (await signIn("alice", newBrowser())).text();
  expect(formIn(again, "/softwareToken").fields).toHaveProperty("session");
  expect(secretIn(again)).toBe("");
});

test("a wrong code is announced, leaves nobody signed in, and can be tried again with the same secret", async () => {
  const browser = newBrowser();
  const { secret, form } = await asked(await member("bob"), browser);
  for (const code of [wrongCode(secret), "", "abcdef"]) {
    const wrong = await submit(browser, form, { code, friendlyDeviceName: '"><b>x' });
    expect(wrong.status).toBe(401);
    const html = await wrong.text();
    expect(alertIn(html)).toBe("Code mismatch");
    expect(secretIn(html)).toBe(secret);
    expect(formIn(html, "/mfaSetup").fields.friendlyDeviceName).toBe('"><b>x');
    expect(html).not.toContain("<b>x");
  }
  expect(browser.cookies.has("cognito")).toBe(false);
  expect(await tokenOf("bob")).toMatchObject({ secret: null, enabled: false });
  const done = await submit(browser, form, { code: codeOf(secret) });
  expect(codeIn(done)).toMatch(/^[0-9a-f-]{36}$/);
  expect(await tokenOf("bob")).toMatchObject({ name: null, enabled: true });
});

test("an app is set up once, however often the form is sent at the same time", async () => {
  const browser = newBrowser();
  const { secret, form } = await asked(await member("carol"), browser);
  const send = () => submit(browser, form, { code: codeOf(secret) });
  const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([302, 401, 401]);
  const late = await send();
  expect([late.status, formIn(await late.text(), "/login").action]).toEqual([401, expect.stringContaining("/login?")]);
});

test("who has begun twice cannot put another app in the place of the one that is set up", async () => {
  await member("dora");
  const [first, second] = [newBrowser(), newBrowser()];
  const begun = await asked("dora", first);
  const { secret, form } = await asked("dora", second);
  expect((await submit(second, form, { code: codeOf(secret) })).status).toBe(302);
  const late = await submit(first, begun.form, { code: codeOf(secret, 1) });
  expect([late.status, alertIn(await late.text())]).toEqual([401, "Invalid session for the user."]);
  expect(first.cookies.has("cognito")).toBe(false);
});

test("neither another site's form nor another client's, nor the API, answers for the page", async () => {
  const browser = newBrowser();
  const { secret, html, form } = await asked(await member("erin"), browser);
  const { session = "", ...rest } = formIn(html, "/mfaSetup").fields;
  const fields = { ...rest, session, code: codeOf(secret) };
  expect((await browser.post(pageUrl("/mfaSetup"), { ...fields, _csrf: "other" })).status).toBe(403);
  expect((await browser.post(pageUrl("/mfaSetup", otherClient), fields)).status).toBe(401);
  expect((await browser.post(pageUrl("/mfaSetup"), { ...fields, session: "x".repeat(40) })).status).toBe(401);
  const verify = new VerifySoftwareTokenCommand({ Session: fields.session, UserCode: fields.code });
  expect((await thrown(pool.sdk.send(verify)))[0]).toBe("NotAuthorizedException");
  expect((await submit(browser, form, { code: codeOf(secret) })).status).toBe(302);
});

test("nor does the page answer for the API", async () => {
  const AuthParameters = { USERNAME: await member("frank"), PASSWORD: password };
  const begin = new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId: client, AuthParameters });
  const atApi = await pool.sdk.send(begin);
  expect(atApi.ChallengeName).toBe("MFA_SETUP");
  const browser = newBrowser();
  const { html, secret, form } = await asked("frank", browser);
  const fields = { ...formIn(html, "/mfaSetup").fields, code: codeOf(secret), session: atApi.Session ?? "" };
  expect((await browser.post(pageUrl("/mfaSetup"), fields)).status).toBe(401);
  expect((await submit(browser, form, { code: codeOf(secret) })).status).toBe(302);
});

test("the secret and the codes stand in no log and no trace", async () => {
  const browser = newBrowser();
  const { secret, form } = await asked(await member("grace"), browser);
  const code = codeOf(secret);
  await submit(browser, form, { code: wrongCode(secret) });
  expect((await submit(browser, form, { code })).status).toBe(302);
  const legs = JSON.stringify(await pool.admin("user_pool.sign_in_legs"));
  for (const text of [pool.log.join(""), legs]) expect(text).not.toContain(secret);
  expect(legs).not.toContain(code);
});

test("a sign-in with its challenge, and what was mistyped there, is one attempt in the traces", async () => {
  const browser = newBrowser();
  const { secret, form } = await asked(await member("tracy"), browser);
  const attempts = () => pool.admin("user_pool.sign_in_attempts").where({ username: "tracy" });
  expect(await attempts()).toEqual([expect.objectContaining({ outcome: "pending" })]);
  const again = await submit(browser, form, { code: wrongCode(secret) });
  await submit(browser, { ...form, html: await again.text() }, { code: codeOf(secret) });
  const [attempt, ...others] = await attempts();
  expect([attempt.outcome, others]).toEqual(["success", []]);
  const legs = await pool.admin("user_pool.sign_in_legs").where({ attempt_id: attempt.id }).orderBy("number");
  expect(legs.map(({ leg }) => leg.steps.map(({ step }: { step: string }) => step))).toEqual([
    ["authorize", "challenged"],
    ["authorize", "refused"],
    ["authorize", "code issued"],
  ]);
});
