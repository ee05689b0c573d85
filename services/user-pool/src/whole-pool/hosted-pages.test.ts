import { CreateUserPoolDomainCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { codeOfStep, stepAt } from "../software-tokens/totp.ts";
import { type Browser, locationOf, newBrowser } from "../testing/browser.ts";
import { codeSentTo } from "../testing/native-pool.ts";
import { alertIn, formIn, submit } from "../testing/page-form.ts";
import { sdkOf } from "../testing/sdk.ts";
import { authorizeUrl, challengeOf, codeFor, newVerifier, type TokenAnswer, tokenRequest } from "../testing/sign-in.ts";
import { callback, clientId, type configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const client = "1pages2client3of4tests5abc";
const otherClient = "2pages3other4client5tests6";
const hidingClient = "3pages4hiding5client6tests";
const implicitClient = "4pages5implicit6client7abc";
const password = "Correct-Horse-7";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => withNativeUsers(config));
});
afterAll(() => pool.stop());

const withNativeUsers = (config: ReturnType<typeof configOf>) => {
  const [usual] = config.UserPoolClients;
  const native = {
    ...usual,
    SupportedIdentityProviders: ["COGNITO", "CorpSAML"],
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  };
  return {
    ...config,
    UserPool: {
      ...config.UserPool,
      AutoVerifiedAttributes: ["email"],
      MfaConfiguration: "OPTIONAL",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    },
    UserPoolClients: [
      ...config.UserPoolClients,
      { ...native, ClientId: client },
      { ...native, ClientId: otherClient },
      { ...native, ClientId: hidingClient, PreventUserExistenceErrors: "ENABLED" },
      { ...native, ClientId: implicitClient, AllowedOAuthFlows: ["implicit"] },
    ],
  };
};

type Changes = Readonly<Record<string, string | undefined>>;

const pageUrl = (path: string, changes: Changes = {}) =>
  authorizeUrl(pool.url, { client_id: client, identity_provider: undefined, ...changes }).replace(
    "/oauth2/authorize",
    path,
  );

interface At {
  readonly browser?: Browser;
  readonly changes?: Changes;
}

/** Opens a page and sends its form. */
const fillIn = async (
  path: string,
  typed: Readonly<Record<string, string>>,
  { browser = newBrowser(), changes }: At = {},
) => {
  const html = await (await browser.get(pageUrl(path, changes))).text();
  return submit(browser, { url: pool.url, html, path }, typed);
};

const follow = async (response: Response, path: string, typed: Readonly<Record<string, string>>, browser: Browser) =>
  submit(browser, { url: pool.url, html: await response.text(), path }, typed);

const emailOf = (username: string) => `${username}@example.com`;

const signUp = (username: string, at: At = {}) =>
  fillIn("/signup", { username, password, "requiredAttributes[email]": emailOf(username) }, at);

const confirmed = async (username: string) => {
  const browser = newBrowser();
  const code = async () => codeSentTo(pool, emailOf(username));
  const response = await signUp(username, { browser });
  await follow(response, "/confirmUser", { code: await code() }, browser);
  return username;
};

const signIn = (username: string, at: At = {}) => fillIn("/login", { username, password }, at);

const codeIn = (response: Response) => new URL(locationOf(response)).searchParams.get("code") ?? "";

const redeem = async (code: string, changes: Record<string, string> = {}) => {
  const form = { grant_type: "authorization_code", code, client_id: client, redirect_uri: callback, ...changes };
  return (await (await tokenRequest(pool, form)).json()) as TokenAnswer;
};

describe("signing up", () => {
  test("leads from the page through the code to the first sign-in", async () => {
    const browser = newBrowser();
    const asked = await signUp("alice", { browser });
    expect(asked.status).toBe(200);
    const html = await asked.text();
    expect(html).toContain('role="status">A code was sent to a***@e***');
    const code = await codeSentTo(pool, emailOf("alice"));
    const done = await submit(browser, { url: pool.url, html, path: "/confirmUser" }, { code });
    const login = await done.text();
    expect(login).toContain('role="status">Your account is confirmed');
    const signedIn = await submit(browser, { url: pool.url, html: login, path: "/login" }, { password });
    expect(signedIn.status).toBe(302);
    expect(locationOf(signedIn)).toMatch(/^https:\/\/app\.example\.com\/callback\?code=[0-9a-f-]{36}&state=s1$/);
  });

  test.each<[string, Record<string, string>, string]>([
    [
      "a password that is too short",
      { password: "Ab-1" },
      "Password did not conform with policy: Password not long enough",
    ],
    ["a name with blanks", { username: "a b" }, "Please enter a name without blanks."],
    ["no name", { username: "" }, "Please enter a name without blanks."],
    [
      "no e-mail address, which the pool requires",
      { "requiredAttributes[email]": "" },
      "email: The attribute is required",
    ],
  ])("with %s says so, and keeps what else was typed", async (_what, changes, message) => {
    const typed = { username: "wrong", password, "requiredAttributes[email]": "wrong@example.com", ...changes };
    const response = await fillIn("/signup", typed);
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(alertIn(html)).toContain(message);
    expect(html).not.toContain(password);
    expect(formIn(html, "/signup").fields["requiredAttributes[email]"]).toBe(typed["requiredAttributes[email]"]);
    expect(await pool.admin("user_pool.users").where({ username: typed.username })).toEqual([]);
  });

  test("with a name that is taken says so", async () => {
    await confirmed("taken");
    expect(alertIn(await (await signUp("taken")).text())).toBe("User already exists");
  });

  test("with a wrong code goes no further; another code can be had", async () => {
    const browser = newBrowser();
    const asked = await signUp("slow", { browser });
    const first = await codeSentTo(pool, emailOf("slow"));
    const wrong = await follow(asked, "/confirmUser", { code: first === "000000" ? "000001" : "000000" }, browser);
    expect(wrong.status).toBe(400);
    const html = await wrong.text();
    expect(alertIn(html)).toBe("Invalid verification code provided, please try again.");
    const { action } = formIn(html, "/confirmUser");
    const again = { _csrf: formIn(html, "/confirmUser").fields._csrf ?? "", username: "slow", resend: "resend" };
    expect(await (await browser.post(pool.url + action, again)).text()).toContain(
      'role="status">Another code was sent',
    );
    const code = await codeSentTo(pool, emailOf("slow"));
    const done = await submit(browser, { url: pool.url, html, path: "/confirmUser" }, { username: "slow", code });
    expect(done.status).toBe(200);
    expect((await signIn("slow")).status).toBe(302);
  });

  test("is asked for again of who signs in before confirming", async () => {
    await signUp("eager");
    const response = await signIn("eager");
    expect(response.status).toBe(401);
    const html = await response.text();
    expect(alertIn(html)).toBe("User is not confirmed.");
    expect(formIn(html, "/confirmUser").fields.username).toBe("eager");
  });
});

describe("signing in with a password", () => {
  beforeAll(async () => {
    await confirmed("bob");
  });

  test("gives tokens that name the sign-in's event, and neither a provider nor a nonce of the pool's own", async () => {
    const browser = newBrowser();
    const verifier = newVerifier();
    const changes = { code_challenge: challengeOf(verifier), code_challenge_method: "S256" };
    const tokens = await redeem(codeIn(await signIn("bob", { browser, changes })), { code_verifier: verifier });
    const id = decodeJwt(tokens.id_token);
    expect(id).toMatchObject({ "cognito:username": "bob", email: "bob@example.com", email_verified: true });
    expect(id.event_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(decodeJwt(tokens.access_token).event_id).toBe(id.event_id);
    for (const absent of ["identities", "nonce", "cognito:groups"]) expect(id).not.toHaveProperty(absent);
    const withNonce = await redeem(codeIn(await signIn("bob", { changes: { nonce: "n1" } })));
    expect(decodeJwt(withNonce.id_token).nonce).toBe("n1");
  });

  test("gives the tokens in the fragment where they are asked for", async () => {
    const changes = { client_id: implicitClient, response_type: "token" };
    const location = locationOf(await signIn("bob", { changes }));
    expect(new URLSearchParams(location.split("#")[1]).get("id_token")).toBeTruthy();
  });

  test("needs the right password", async () => {
    const browser = newBrowser();
    const response = await fillIn("/login", { username: "bob", password: "Wrong-Horse-7" }, { browser });
    expect(response.status).toBe(401);
    const html = await response.text();
    expect(alertIn(html)).toBe("Incorrect username or password.");
    expect(formIn(html, "/login").fields).toMatchObject({ username: "bob", password: "" });
    expect(browser.cookies.has("cognito")).toBe(false);
  });

  test.each<[string, Record<string, string>]>([
    ["no password", { username: "bob", password: "" }],
    ["no name", { username: "", password }],
    ["a name that is longer than any", { username: "b".repeat(129), password }],
    ["a password that is longer than any", { username: "bob", password: "p".repeat(257) }],
  ])("with %s is refused", async (_what, typed) => {
    const response = await fillIn("/login", typed);
    expect(response.status).toBe(401);
    expect(alertIn(await response.text())).toBe("Incorrect username or password.");
  });

  test("of nobody looks like a wrong password to a client that must not know who there is", async () => {
    const changes = { client_id: hidingClient };
    const [nobody, somebody] = [
      await fillIn("/login", { username: "nobody", password }, { changes }),
      await fillIn("/login", { username: "bob", password: "Wrong-Horse-7" }, { changes }),
    ];
    expect([nobody.status, alertIn(await nobody.text())]).toEqual([somebody.status, alertIn(await somebody.text())]);
  });

  test("can be driven by a script by the names of its fields", async () => {
    const first = await fetch(pageUrl("/login"));
    const csrf = /XSRF-TOKEN=([^;]+)/.exec(first.headers.getSetCookie()[0] ?? "")?.[1] ?? "";
    const body = new URLSearchParams({
      _csrf: csrf,
      username: "bob",
      password,
      cognitoAsfData: "",
      signInSubmitButton: "Sign in",
    });
    const headers = { cookie: `XSRF-TOKEN=${csrf}` };
    const response = await fetch(pageUrl("/login"), { method: "POST", body, headers, redirect: "manual" });
    expect(response.status).toBe(302);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^cognito=[\w-]{43}; Max-Age=3600; .*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(await (await fetch(pageUrl("/login"))).text()).toMatch(/name="signInSubmitButton"/);
  });

  test("of another site's form is refused", async () => {
    const browser = newBrowser();
    await browser.get(pageUrl("/login"));
    const response = await browser.post(pageUrl("/login"), { username: "bob", password });
    expect(response.status).toBe(403);
    expect(browser.cookies.has("cognito")).toBe(false);
  });

  test("leaves neither name nor password in a URL, and the password in no log", async () => {
    pool.log.length = 0;
    const response = await signIn("bob");
    await fillIn("/login", { username: "bob", password: "Wrong-Horse-8" });
    expect(locationOf(response)).not.toContain("bob");
    expect(pool.log.join("")).not.toContain(password);
    expect(pool.log.join("")).not.toContain("Wrong-Horse-8");
    expect(JSON.stringify(await pool.admin("user_pool.sign_in_legs"))).not.toMatch(/Correct-Horse|Wrong-Horse/);
  });

  test("fills in the name from login_hint, as text", async () => {
    const html = await (await newBrowser().get(pageUrl("/login", { login_hint: '"><b>x' }))).text();
    expect(formIn(html, "/login").fields.username).toBe('"><b>x');
    expect(html).not.toContain("<b>x");
  });

  test("is not offered by a client that has no users of the pool's own, nor taken", async () => {
    const changes = { client_id: clientId };
    const browser = newBrowser();
    const html = await (await browser.get(pageUrl("/login", changes))).text();
    expect(html).not.toContain('name="password"');
    await browser.get(pageUrl("/login"));
    const form = { _csrf: browser.cookies.get("XSRF-TOKEN") ?? "", username: "bob", password };
    expect((await browser.post(pageUrl("/login", changes), form)).status).toBe(401);
    expect(browser.cookies.has("cognito")).toBe(false);
    for (const path of ["/signup", "/confirmUser", "/forgotPassword", "/confirmForgotPassword"])
      expect(locationOf(await browser.get(pageUrl(path, changes)))).toMatch(
        /^\/error\?error=Login\+pages\+unavailable/,
      );
  });

  test.each(["https://evil.example.com/", "//evil.example.com", `${callback}/`])(
    "never leads to %s",
    async (redirect_uri) => {
      const browser = newBrowser();
      await browser.get(pageUrl("/login"));
      const form = { _csrf: browser.cookies.get("XSRF-TOKEN") ?? "", username: "bob", password };
      const response = await browser.post(pageUrl("/login", { redirect_uri }), form);
      expect(locationOf(response)).toBe(`/error?error=redirect_mismatch&client_id=${client}`);
      expect(browser.cookies.has("cognito")).toBe(false);
    },
  );
});

describe("the session of who has signed in with a password", () => {
  beforeAll(async () => {
    await confirmed("carol");
  });

  const again = async (browser: Browser, changes: Changes = {}) =>
    locationOf(
      await browser.get(authorizeUrl(pool.url, { client_id: client, identity_provider: "COGNITO", ...changes })),
    );

  test("serves other clients of the pool's own users, and no others", async () => {
    const browser = newBrowser();
    await signIn("carol", { browser });
    expect((await again(browser, { client_id: otherClient })).startsWith(`${callback}?code=`)).toBe(true);
    expect(await again(browser, { identity_provider: "CorpSAML" })).toContain("SAMLRequest=");
    const prompt = { client_id: clientId, identity_provider: undefined, prompt: "none" };
    expect(await again(browser, prompt)).toContain("error=login_required");
    expect(await again(newBrowser())).toMatch(/^\/login\?/);
  });

  test("ends when the browser signs in anew, and its value is never used again", async () => {
    const browser = newBrowser();
    await signIn("carol", { browser });
    const old = newBrowser();
    old.cookies.set("cognito", browser.cookies.get("cognito") ?? "");
    expect(await again(old)).toContain("?code=");
    await signIn("carol", { browser, changes: { prompt: "login" } });
    expect(browser.cookies.get("cognito")).not.toBe(old.cookies.get("cognito"));
    expect(await again(old)).toMatch(/^\/login\?/);
  });

  test("case 19: outlives a global sign-out, and ends with /logout", async () => {
    const browser = newBrowser();
    const tokens = await redeem(codeIn(await signIn("carol", { browser })));
    const call = (name: string, body: object) =>
      fetch(pool.url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${name}`,
        },
        body: JSON.stringify(body),
      });
    expect((await call("GlobalSignOut", { AccessToken: tokens.access_token })).status).toBe(200);
    expect((await call("GetUser", { AccessToken: tokens.access_token })).status).toBe(400);
    const renewed = await redeem(new URL(await again(browser)).searchParams.get("code") ?? "");
    expect((await call("GetUser", { AccessToken: renewed.access_token })).status).toBe(200);
    const logout = new URLSearchParams({ client_id: client, logout_uri: "https://app.example.com/goodbye" });
    expect(locationOf(await browser.get(`${pool.url}/logout?${logout}`))).toBe("https://app.example.com/goodbye");
    expect(await again(browser)).toMatch(/^\/login\?/);
  });

  test("is no good when the user is disabled", async () => {
    const browser = newBrowser();
    await confirmed("dora");
    await signIn("dora", { browser });
    await pool.admin("user_pool.users").where({ username: "dora" }).update({ enabled: false });
    expect(await again(browser)).toMatch(/^\/login\?/);
    expect(alertIn(await (await signIn("dora")).text())).toBe("User is disabled.");
  });
});

describe("a password of an administrator's", () => {
  const temporary = async (username: string) => {
    await confirmed(username);
    await pool.admin("user_pool.users").where({ username }).update({ status: "FORCE_CHANGE_PASSWORD" });
    return username;
  };

  test("is exchanged for the own one before the sign-in goes on", async () => {
    const browser = newBrowser();
    const asked = await signIn(await temporary("erin"), { browser });
    expect(asked.status).toBe(200);
    expect(browser.cookies.has("cognito")).toBe(false);
    const html = await asked.text();
    const weak = await submit(browser, { url: pool.url, html, path: "/newPassword" }, { new_password: "weak" });
    expect(weak.status).toBe(400);
    expect(alertIn(await weak.clone().text())).toContain("Password did not conform with policy");
    const done = await follow(weak, "/newPassword", { new_password: "Another-Horse-8" }, browser);
    expect(codeIn(done)).toMatch(/^[0-9a-f-]{36}$/);
    expect((await fillIn("/login", { username: "erin", password: "Another-Horse-8" })).status).toBe(302);
    expect((await signIn("erin")).status).toBe(401);
  });

  test("is exchanged once, however often the form is sent at the same time", async () => {
    const browser = newBrowser();
    const html = await (await signIn(await temporary("frank"), { browser })).text();
    const send = () =>
      submit(browser, { url: pool.url, html, path: "/newPassword" }, { new_password: "Another-Horse-8" });
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 302)).toHaveLength(1);
  });

  test("cannot be exchanged at another client, nor with a session of nobody's", async () => {
    const browser = newBrowser();
    const html = await (await signIn(await temporary("grace"), { browser })).text();
    const { fields } = formIn(html, "/newPassword");
    const typed = { ...fields, new_password: "Another-Horse-8" };
    const other = pageUrl("/newPassword", { client_id: otherClient });
    expect((await browser.post(other, typed)).status).toBe(401);
    expect((await browser.post(pageUrl("/newPassword"), { ...typed, session: "x".repeat(40) })).status).toBe(401);
    expect((await browser.post(pageUrl("/newPassword"), typed)).status).toBe(302);
  });
});

describe("the code of an authenticator app", () => {
  const secret = Buffer.from("12345678901234567890");
  const codeNow = () => codeOfStep(secret, stepAt(new Date()));

  const withApp = async (username: string) => {
    await confirmed(username);
    await pool.admin("user_pool.software_tokens").insert({ pool_id: poolId, username, secret, enabled: true });
    return username;
  };

  test("is asked for after the password, and not before it is shown does anybody get in", async () => {
    const browser = newBrowser();
    const asked = await signIn(await withApp("mallory"), { browser });
    expect(asked.status).toBe(200);
    const wrong = await follow(asked, "/softwareToken", { code: "abcdef" }, browser);
    expect(wrong.status).toBe(401);
    expect(alertIn(await wrong.clone().text())).toBe("Invalid code received for user");
    expect(browser.cookies.has("cognito")).toBe(false);
    const done = await follow(wrong, "/softwareToken", { code: codeNow() }, browser);
    expect(codeIn(done)).toMatch(/^[0-9a-f-]{36}$/);
    expect(browser.cookies.has("cognito")).toBe(true);
  });

  test("counts once, however often the form is sent at the same time", async () => {
    const browser = newBrowser();
    const html = await (await signIn(await withApp("niaj"), { browser })).text();
    const code = codeNow();
    const send = () => submit(browser, { url: pool.url, html, path: "/softwareToken" }, { code });
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([302, 401, 401]);
  });
});

describe("a forgotten password", () => {
  test("is replaced by the code that is sent", async () => {
    await confirmed("heidi");
    const browser = newBrowser();
    const asked = await fillIn("/forgotPassword", { username: "heidi" }, { browser });
    const html = await asked.text();
    expect(html).toContain('role="status">A code was sent to h***@e***');
    const code = await codeSentTo(pool, emailOf("heidi"));
    const form = { url: pool.url, html, path: "/confirmForgotPassword" };
    const wrong = await submit(browser, form, { code: code === "1" ? "2" : "1", password: "Another-Horse-8" });
    expect(alertIn(await wrong.text())).toBe("Invalid verification code provided, please try again.");
    const done = await submit(browser, form, { code, password: "Another-Horse-8" });
    expect(await done.text()).toContain('role="status">Your password is changed');
    expect((await fillIn("/login", { username: "heidi", password: "Another-Horse-8" })).status).toBe(302);
    expect((await signIn("heidi")).status).toBe(401);
  });

  test("of nobody looks the same to a client that must not know who there is", async () => {
    const ask = async (client_id: string) => {
      const response = await fillIn("/forgotPassword", { username: "nobody" }, { changes: { client_id } });
      return [response.status, alertIn(await response.text())];
    };
    expect(await ask(hidingClient)).toEqual([200, undefined]);
    expect(await ask(client)).toEqual([400, "Username/client id combination not found."]);
  });
});

describe("refresh tokens", () => {
  test("of the API are good at the token endpoint, and those of a page at the API", async () => {
    await confirmed("ivan");
    const api = async (parameters: object) => {
      const response = await fetch(pool.url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
        },
        body: JSON.stringify({ ClientId: client, ...parameters }),
      });
      return ((await response.json()) as { AuthenticationResult: Record<string, string> }).AuthenticationResult;
    };
    const AuthParameters = { USERNAME: "ivan", PASSWORD: password };
    const { RefreshToken = "" } = await api({ AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    const form = { grant_type: "refresh_token", refresh_token: RefreshToken, client_id: client };
    const renewed = (await (await tokenRequest(pool, form)).json()) as TokenAnswer;
    expect(decodeJwt(renewed.access_token)).toMatchObject({ username: "ivan", scope: "aws.cognito.signin.user.admin" });
    expect(renewed.refresh_token).toBeUndefined();
    const { refresh_token } = await redeem(codeIn(await signIn("ivan")));
    const fromPage = await api({ AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: refresh_token } });
    expect(decodeJwt(fromPage.AccessToken ?? "").username).toBe("ivan");
  });
});

test("the pages stay below the path of a domain that is told by one", async () => {
  await confirmed("olivia");
  const sdk = sdkOf(pool);
  await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "pages" }));
  sdk.destroy();
  const browser = newBrowser();
  const path = "/domain/pages/login";
  const html = await (await browser.get(pageUrl(path))).text();
  const form = { url: pool.url, html, path };
  const wrong = await submit(browser, form, { username: "olivia", password: "Wrong-Horse-7" });
  expect(alertIn(await wrong.text())).toBe("Incorrect username or password.");
  const stale = await browser.post(pageUrl(path), { ...formIn(html, path).fields, _csrf: "" });
  expect(stale.status).toBe(403);
  expect(await stale.text()).toContain('href="/domain/pages/login?');
  expect(codeIn(await submit(browser, form, { username: "olivia", password }))).toMatch(/^[0-9a-f-]{36}$/);
});

test("one page serves both kinds of user", async () => {
  await confirmed("judy");
  const html = await (await newBrowser().get(pageUrl("/login"))).text();
  expect(html).toContain(">Sign in with CorpSAML</a>");
  expect(formIn(html, "/login").fields).toHaveProperty("password");
  expect(await codeFor(pool, { request: { client_id: client } })).toMatch(/^[0-9a-f-]{36}$/);
});
