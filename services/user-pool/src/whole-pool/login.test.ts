import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, locationOf, newBrowser } from "../testing/browser.ts";
import { authorizeUrl, codeFor } from "../testing/sign-in.ts";
import { callback, clientId, type configOf, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const manyClient = "2many3providers4of5tests6a";
const mixedClient = "4mixed5providers6of7tests8";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => withProviders(config));
});
afterAll(() => pool.stop());

const withProviders = (config: ReturnType<typeof configOf>) => {
  const [client] = config.UserPoolClients;
  const [corp, other] = config.IdentityProviders;
  return {
    ...config,
    UserPoolClients: [
      ...config.UserPoolClients,
      { ...client, ClientId: manyClient, SupportedIdentityProviders: ["CorpSAML", "SubsidiarySAML"] },
      { ...client, ClientId: mixedClient, SupportedIdentityProviders: ["CorpSAML", "OtherSAML"] },
    ],
    IdentityProviders: [corp, other, { ...corp, ProviderName: "SubsidiarySAML", IdpIdentifiers: ["sub.example.com"] }],
  };
};

const loginUrl = (changes: Record<string, string | undefined> = {}) =>
  authorizeUrl(pool.url, { identity_provider: undefined, ...changes }).replace("/oauth2/authorize", "/login");

const page = async (browser: Browser, changes: Record<string, string | undefined> = {}) =>
  (await browser.get(loginUrl(changes))).text();

const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";

describe("who has to choose an identity provider", () => {
  test("has a button for one", async () => {
    expect(await page(newBrowser())).toContain(">Sign in with CorpSAML</a>");
  });

  test("has buttons for several of which some have no identifier", async () => {
    const html = await page(newBrowser(), { client_id: mixedClient });
    expect(html).toContain(">Sign in with CorpSAML</a>");
    expect(html).toContain(">Sign in with OtherSAML</a>");
    expect(html).not.toContain('name="email"');
  });

  test("types an e-mail address where all have one, filled in from login_hint", async () => {
    const html = await page(newBrowser(), { client_id: manyClient, login_hint: 'x"@sub.example.com' });
    expect(html).not.toContain("Sign in with");
    expect(html).toMatch(/<label for="email">[^<]+<\/label>\s*<input id="email" name="email" type="email"/);
    expect(html).toContain('value="x&quot;@sub.example.com"');
  });

  const search = async (email: string) => {
    const browser = newBrowser();
    const html = await page(browser, { client_id: manyClient });
    return {
      browser,
      response: await browser.post(loginUrl({ client_id: manyClient }), { _csrf: tokenIn(html), email }),
    };
  };

  test("goes to the provider of the address's domain, whatever its case, and the address stays behind", async () => {
    const { browser, response } = await search("Somebody.New@Sub.Example.com");
    expect(response.status).toBe(200);
    const html = await response.text();
    const [, next = ""] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(html) ?? [];
    expect(next).not.toContain("Somebody.New");
    expect(new URLSearchParams(next.replaceAll("&amp;", "&")).get("idp_identifier")).toBe("sub.example.com");
    const location = locationOf(await browser.get(pool.url + next.replaceAll("&amp;", "&")));
    expect(location).toContain("SAMLRequest=");
    const [{ provider }] = await pool.admin("user_pool.saml_requests").orderBy("expires_at", "desc").limit(1);
    expect(provider).toBe("SubsidiarySAML");
  });

  test.each(["a@unknown.example.com", "sub.example.com.evil.example", "@", "x"])(
    "is told that %s is no way in",
    async (email) => {
      const { response } = await search(email);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('role="alert">Login option is not available');
    },
  );
});

describe("who has signed in within the hour", () => {
  test("may go on without a visit to the provider, or choose another", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const asked = await browser.get(authorizeUrl(pool.url, { identity_provider: undefined }));
    const html = await (await browser.get(pool.url + locationOf(asked))).text();
    const [, href = ""] = /href="([^"]+)">Sign in as CorpSAML_alice@example\.com<\/a>/.exec(html) ?? [];
    expect(
      locationOf(await browser.get(pool.url + href.replaceAll("&amp;", "&"))).startsWith(`${callback}?code=`),
    ).toBe(true);
  });

  test.each<[string, Record<string, string>, boolean]>([
    ["no prompt", {}, true],
    ["prompt=select_account", { prompt: "select_account" }, true],
    ["prompt=login", { prompt: "login" }, false],
  ])("with %s is offered so: %p", async (_what, changes, offered) => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    expect((await page(browser, changes)).includes("Sign in as")).toBe(offered);
  });

  test("is nobody to a client of other providers", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    await pool.admin("user_pool.browser_sessions").update({ provider: "OtherSAML" });
    expect(await page(browser)).not.toContain("Sign in as");
    expect(await page(browser, { client_id: mixedClient })).toContain("Sign in as");
  });
});

describe("the page", () => {
  test("with prompt=none asks nobody anything", async () => {
    const location = locationOf(await newBrowser().get(loginUrl({ prompt: "none" })));
    expect(locationOf(await newBrowser().get(pool.url + location))).toContain("error=login_required");
  });

  test.each<[string, Record<string, string | undefined>, string]>([
    ["an unknown client", { client_id: "unknown" }, "/error?error=Client+does+not+exist."],
    [
      "another redirect URI",
      { redirect_uri: "https://evil.example.com/" },
      `/error?error=redirect_mismatch&client_id=${clientId}`,
    ],
    ["a scope that is not the client's", { scope: "other" }, `${callback}?error_description=invalid_scope&`],
  ])("is not shown for %s", async (_what, changes, location) => {
    const response = await newBrowser().get(loginUrl(changes));
    expect(response.status).toBe(302);
    expect(locationOf(response).startsWith(location)).toBe(true);
  });

  test("lets its forms lead nowhere but to the pool and the application, and runs no script", async () => {
    const { headers } = await newBrowser().get(loginUrl());
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self' https://app.example.com; frame-ancestors 'none'",
    );
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.has("access-control-allow-origin")).toBe(false);
  });

  test("gives the browser a token that scripts and other sites' posts do not see, the same in all its tabs", async () => {
    const browser = newBrowser();
    const [cookie = ""] = (await browser.get(loginUrl())).headers.getSetCookie();
    expect(cookie).toMatch(/^XSRF-TOKEN=[0-9a-f-]{36}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const token = browser.cookies.get("XSRF-TOKEN");
    await browser.get(loginUrl());
    expect(browser.cookies.get("XSRF-TOKEN")).toBe(token);
  });
});

describe("a form", () => {
  const posting = async (
    change: (form: Record<string, string>, browser: Browser) => Record<string, string>,
    headers: Record<string, string> = {},
  ) => {
    const browser = newBrowser();
    const form = { _csrf: tokenIn(await page(browser, { client_id: manyClient })), email: "a@example.com" };
    const body = new URLSearchParams(change(form, browser));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const init = { method: "POST", body, headers: { cookie, ...headers } };
    return fetch(loginUrl({ client_id: manyClient }), { ...init, redirect: "manual" });
  };

  test("of the page is taken, from a script and from a browser that says it comes from here", async () => {
    expect((await posting((form) => form)).status).toBe(200);
    expect((await posting((form) => form, { "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  const none = "00000000-0000-4000-8000-000000000000";

  test.each<[string, Parameters<typeof posting>[0], Record<string, string>?]>([
    ["without a token", ({ email = "" }) => ({ email })],
    ["with another token", (form) => ({ ...form, _csrf: none })],
    ["with an empty token", (form) => ({ ...form, _csrf: "" })],
    [
      "of a browser that has not seen the page",
      (form, browser) => {
        browser.cookies.clear();
        return form;
      },
    ],
    [
      "with an empty token and cookie",
      (form, browser) => {
        browser.cookies.set("XSRF-TOKEN", "");
        return { ...form, _csrf: "" };
      },
    ],
    [
      "whose cookie a sibling host may have set beside",
      (form, browser) => {
        browser.cookies.set("XSRF-TOKEN", `${browser.cookies.get("XSRF-TOKEN")}; XSRF-TOKEN=${none}`);
        return form;
      },
    ],
    ["that the browser says comes from another site", (form) => form, { "sec-fetch-site": "cross-site" }],
    ["that the browser says comes from a sibling host", (form) => form, { "sec-fetch-site": "same-site" }],
    ["with a field that nobody can type", (form) => ({ ...form, email: "a\u0000@example.com" })],
  ])("%s is refused, and nothing of it is looked at", async (...[_what, change, headers]) => {
    const response = await posting(change, headers);
    expect(response.status).toBe(403);
    const html = await response.text();
    expect(html).toContain('role="alert"');
    expect(html).not.toContain("a@example.com");
  });

  test.each(["application/json", "text/plain"])("as %s is refused", async (type) => {
    const init = { method: "POST", body: "_csrf=1&email=a", headers: { "content-type": type } };
    expect((await fetch(loginUrl({ client_id: manyClient }), init)).status).toBe(400);
  });
});
