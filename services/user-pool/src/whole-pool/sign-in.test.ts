import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { type Browser, locationOf, newBrowser } from "../testing/browser.ts";
import { attributesOf, startIdentityProvider } from "../testing/identity-provider.ts";
import { authorizeUrl, codeFor, deliver, depart, sentTo, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const lastRecord = async () => (await pool.admin("audit.sign_ins").orderBy("id", "desc").first()) as object;

const errorPage = "Invalid samlResponse or relayState from identity provider";

const expectErrorPage = async (response: Response, message = errorPage) => {
  expect(response.status).toBe(400);
  const page = await response.text();
  expect(page).toContain("An error was encountered with the requested page.");
  expect(page).toContain(message.replaceAll("'", "&#39;"));
};

describe("case 1: the AuthnRequest", () => {
  test("is the one that Cognito sends, to the letter, without a NameIDPolicy", async () => {
    const { authnRequest, requestId } = await depart(pool, newBrowser());
    const sso = pool.idp.metadataUrl.replace("/metadata", "/sso?tenant=1");
    expect(requestId).toMatch(/^_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(authnRequest.replace(/IssueInstant="[^"]+"/, 'IssueInstant="T"')).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<saml2p:AuthnRequest AssertionConsumerServiceURL="${pool.url}/saml2/idpresponse" Destination="${sso}" ID="${requestId}" IssueInstant="T" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">urn:amazon:cognito:sp:${poolId}</saml2:Issuer></saml2p:AuthnRequest>`,
    );
  });

  test("is added to the query that the provider's URL has", async () => {
    const location = locationOf(await newBrowser().get(authorizeUrl(pool.url)));
    expect(location).toMatch(/\/sso\?tenant=1&SAMLRequest=[^&]+&RelayState=[^&]+$/);
  });

  test("goes to the provider that an identifier names", async () => {
    const named = { identity_provider: undefined, idp_identifier: "example.com" };
    expect(locationOf(await newBrowser().get(authorizeUrl(pool.url, named)))).toContain("/sso?tenant=1&SAMLRequest=");
  });
});

describe("case 2: RelayState", () => {
  const signingInWith = async (change: (relayState: string) => string) => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(pool, browser));
    return deliver(pool, browser, { ...answer, RelayState: change(answer.RelayState) });
  };

  test("is opaque and longer than 80 bytes", async () => {
    const { relayState } = await depart(pool, newBrowser());
    expect(relayState).toMatch(/^H4sIAAAA[\w-]+\.H4sIAAAA[\w-]+\.\d$/);
    expect(relayState.length).toBeGreaterThan(200);
  });

  test("that comes back as it was sent signs in", async () => {
    expect(sentTo(await signingInWith((relayState) => relayState)).get("code")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, (relayState: string) => string]>([
    ["cut off at 80 bytes", (text) => text.slice(0, 80)],
    ["encoded once more", (text) => Buffer.from(text).toString("base64url")],
    ["with another payload", (text) => text.replace(/\w\./, "0.")],
    ["of another key", (text) => text.replace(/\d$/, "7")],
  ])("%s ends on the error page", async (_what, change) => {
    const answer = await signingInWith(change);
    await expectErrorPage(answer);
    expect(await lastRecord()).toMatchObject({ outcome: "SAML_RELAY_STATE_INVALID", username: null });
  });

  test("that is missing ends on the error page, which says so", async () => {
    const browser = newBrowser();
    const { SAMLResponse } = pool.idp.answer(await depart(pool, browser));
    const answer = await browser.post(`${pool.url}/saml2/idpresponse`, { SAMLResponse });
    await expectErrorPage(answer, "Required String parameter 'RelayState' is not present");
  });
});

describe("cases 3 and 4: a response", () => {
  const receivedWith = async (changes: Parameters<typeof pool.idp.answer>[1]) => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    const bad = await deliver(pool, browser, pool.idp.answer(arrival, changes));
    return { bad, again: () => deliver(pool, browser, pool.idp.answer(arrival)) };
  };

  test.each(["assertion", "response", "both"] as const)("that signs the %s is accepted", async (what) => {
    const { bad: good } = await receivedWith({ sign: { what } });
    expect(sentTo(good).get("code")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, Parameters<typeof pool.idp.answer>[1], string]>([
    ["without a signature", { sign: "not at all" }, "SAML_SIGNATURE_MISSING"],
    ["for another audience", { audience: `urn:amazon:cognito:sp:${poolId}x` }, "SAML_AUDIENCE_MISMATCH"],
    ["for another recipient", { recipient: "https://evil.example.com/saml2/idpresponse" }, "SAML_RECIPIENT_MISMATCH"],
    ["to another request", { inResponseTo: "_another" }, "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["of another issuer", { issuer: "https://evil.example.com" }, "SAML_ISSUER_MISMATCH"],
    ["that has expired", { now: new Date(Date.now() - 3_600_000) }, "SAML_RESPONSE_EXPIRED"],
  ])("%s is refused at the application, and the sign-in can still succeed", async (_what, changes, code) => {
    const { bad, again } = await receivedWith(changes);
    const location = locationOf(bad);
    expect(location).toMatch(
      /^https:\/\/app\.example\.com\/callback\?error_description=Invalid\+SAML\+response\+received%3A\+/,
    );
    expect([...new URL(location).searchParams.keys()]).toEqual(["error_description", "error", "state"]);
    expect(sentTo(bad).get("error")).toBe("server_error");
    expect(await lastRecord()).toMatchObject({ outcome: code, client_id: clientId, provider: "CorpSAML" });
    expect(pool.log.some((line) => line.includes(code) && /[Ee]xpected .*received/.test(line))).toBe(true);
    expect(sentTo(await again()).get("code")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("signed with another's key is refused in Cognito's words", async () => {
    const stranger = await startIdentityProvider();
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    const bad = await deliver(pool, browser, stranger.answer(arrival, { issuer: pool.idp.entityId }));
    await stranger.close();
    expect(locationOf(bad)).toBe(
      `${callback}?error_description=Invalid+SAML+response+received%3A+SAML+Assertion+signature+is+invalid.+&error=server_error&state=s1`,
    );
  });
});

describe("case 5: what was used once", () => {
  test("one response sent fifty times at once signs in exactly once", async () => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(pool, browser, { state: "fifty" }));
    const codesBefore = Number((await pool.admin("user_pool.authorization_codes").count().first())?.count);
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(pool, browser, answer)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 302)).toHaveLength(1);
    expect(statuses.filter((status) => status === 400)).toHaveLength(49);
    const codesAfter = Number((await pool.admin("user_pool.authorization_codes").count().first())?.count);
    expect(codesAfter - codesBefore).toBe(1);
  });

  test("an assertion that was used is refused for another request, whatever the response around it says", async () => {
    const assertionId = "_used-before";
    await codeFor(pool, { response: { assertionId } });
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    const replayed = await deliver(pool, browser, pool.idp.answer(arrival, { assertionId }));
    expect(sentTo(replayed).get("error")).toBe("server_error");
    expect(await lastRecord()).toMatchObject({ outcome: "SAML_REPLAYED", received: assertionId });
    expect(sentTo(await deliver(pool, browser, pool.idp.answer(arrival))).get("code")).not.toBeNull();
  });
});

describe("a response in another browser", () => {
  test.each<[string, () => Promise<Browser>]>([
    ["that has no sign-in of its own", async () => newBrowser()],
    [
      "that has one of its own",
      async () => {
        const browser = newBrowser();
        await depart(pool, browser);
        return browser;
      },
    ],
  ])("%s is refused, and the sign-in of the first one completes", async (_what, other) => {
    const victim = newBrowser();
    const answer = pool.idp.answer(await depart(pool, victim));
    await expectErrorPage(await deliver(pool, await other(), answer));
    expect(await lastRecord()).toMatchObject({ outcome: "SAML_RELAY_STATE_INVALID" });
    expect(sentTo(await deliver(pool, victim, answer)).get("code")).not.toBeNull();
  });

  test("two tabs of one browser do not disturb each other", async () => {
    const browser = newBrowser();
    const first = pool.idp.answer(await depart(pool, browser, { state: "first" }));
    const second = pool.idp.answer(await depart(pool, browser, { state: "second", prompt: "login" }));
    expect(sentTo(await deliver(pool, browser, second)).get("state")).toBe("second");
    expect(sentTo(await deliver(pool, browser, first)).get("state")).toBe("first");
  });

  test("the cookie that ties it travels on cross-site posts, and only over what browsers call secure", async () => {
    const response = await newBrowser().get(authorizeUrl(pool.url));
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^csrf-state=[\w-]{43}; /);
    for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=None"]) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain("Domain");
  });
});

test("a sign-in survives a restart in its middle", async () => {
  const browser = newBrowser();
  const answer = pool.idp.answer(await depart(pool, browser));
  await pool.restart();
  expect(sentTo(await deliver(pool, browser, answer)).get("code")).not.toBeNull();
});

describe("case 7: the user", () => {
  test("is named after provider and NameID, belongs to the provider's group, and its identities are strings", async () => {
    const claims = decodeJwt((await tokensFor(pool, { response: { nameId: "Bob@Example.com" } })).id_token);
    expect(claims).toMatchObject({
      "cognito:username": "CorpSAML_Bob@Example.com",
      "cognito:groups": [`${poolId}_CorpSAML`],
      identities: [
        {
          userId: "Bob@Example.com",
          providerName: "CorpSAML",
          providerType: "SAML",
          issuer: pool.idp.entityId,
          primary: "true",
          dateCreated: expect.stringMatching(/^\d{13}$/),
        },
      ],
    });
  });

  test("keeps the sub through sign-ins, which is none of the provider's", async () => {
    const [first, second] = [await tokensFor(pool), await tokensFor(pool)].map(({ id_token }) => decodeJwt(id_token));
    expect(first?.sub).toBe(second?.sub);
    expect(first?.sub).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test("who signs in for the first time in two browsers at once is made once", async () => {
    const signIns = [1, 2].map(() => tokensFor(pool, { response: { nameId: "twice@example.com" } }));
    const [one, two] = (await Promise.all(signIns)).map(({ id_token }) => decodeJwt(id_token).sub);
    expect(one).toBe(two);
  });

  test("is in lower case in a pool that does not tell cases apart, and another case is another user", async () => {
    const insensitive = await startUserPool((config) => ({
      ...config,
      UserPool: { ...config.UserPool, UsernameConfiguration: { CaseSensitive: false } },
    }));
    const claims = decodeJwt((await tokensFor(insensitive, { response: { nameId: "Bob@Example.com" } })).id_token);
    expect(claims).toMatchObject({
      "cognito:username": "corpsaml_bob@example.com",
      "cognito:groups": [`${poolId}_CorpSAML`],
      identities: [expect.objectContaining({ providerName: "CorpSAML", userId: "Bob@Example.com" })],
    });
    const browser = newBrowser();
    const arrival = await depart(insensitive, browser);
    const other = await deliver(insensitive, browser, insensitive.idp.answer(arrival, { nameId: "bob@example.com" }));
    expect(sentTo(other).get("error_description")).toBe("Already found an entry for username corpsaml_bob@example.com");
    await insensitive.stop();
  });
});

describe("case 8: the nonce", () => {
  const nonceOf = async (signIn: Parameters<typeof tokensFor>[1]) =>
    decodeJwt((await tokensFor(pool, signIn)).id_token).nonce;

  test("of the request is in the id token", async () => {
    expect(await nonceOf({ request: { nonce: "n-0S6_WzA2Mj" } })).toBe("n-0S6_WzA2Mj");
  });

  test("is made by the pool when the request has none", async () => {
    expect(await nonceOf({})).toMatch(/^[\w-]{171}$/);
  });

  test("is not there when the browser's session answered", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const location = locationOf(await browser.get(authorizeUrl(pool.url)));
    const redeemed = await fetch(`${pool.url}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: clientId,
        redirect_uri: callback,
        code: new URL(location).searchParams.get("code") ?? "",
      }),
    });
    const { id_token } = (await redeemed.json()) as { id_token: string };
    expect(decodeJwt(id_token)).not.toHaveProperty("nonce");
  });
});

describe("the browser's session", () => {
  test("gives a code without a visit to the provider, and its cookie is not there for scripts or other sites' posts", async () => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    const [cookie = ""] = (await deliver(pool, browser, pool.idp.answer(arrival))).headers.getSetCookie();
    expect(cookie).toMatch(/^cognito=[\w-]{43}; Max-Age=3600; .*HttpOnly; Secure; SameSite=Lax$/);
    for (const named of [{}, { identity_provider: undefined, prompt: "none" }, { prompt: "none" }])
      expect(locationOf(await browser.get(authorizeUrl(pool.url, named)))).toMatch(
        /^https:\/\/app\.example\.com.*[?&]code=/,
      );
  });

  test("is passed by where prompt=login wants the provider", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    expect(locationOf(await browser.get(authorizeUrl(pool.url, { prompt: "login" })))).toContain("SAMLRequest=");
  });

  test("is over after an hour", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    await pool.admin("user_pool.browser_sessions").update({ expires_at: new Date(Date.now() - 1) });
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
  });

  test("that is missing is told to whom asks with prompt=none", async () => {
    const location = locationOf(await newBrowser().get(authorizeUrl(pool.url, { prompt: "none" })));
    expect(location).toBe(`${callback}?error_description=Login+required&error=login_required&state=s1`);
  });
});

describe("cases 10 to 12: mapped attributes", () => {
  const profileOf = async (username: string) =>
    (await pool.admin("user_pool.users").where({ username }).first()).attributes as Record<string, string>;

  test("case 10: several values become [a,b], one stays plain", async () => {
    await tokensFor(pool, { response: { nameId: "many@example.com" } });
    expect(await profileOf("CorpSAML_many@example.com")).toMatchObject({
      "custom:groups": "[traders,night%2C+shift]",
      given_name: "Alice",
    });
  });

  test("case 11: an immutable attribute is set at the first sign-in and refused at the second", async () => {
    const nameId = "desk@example.com";
    const response = { nameId, attributes: { ...attributesOf(nameId), desk: ["rates"] } };
    await codeFor(pool, { response });
    const browser = newBrowser();
    const second = await deliver(pool, browser, pool.idp.answer(await depart(pool, browser), response));
    expect(sentTo(second).get("error_description")).toContain("Attribute cannot be updated");
    expect(await profileOf(`CorpSAML_${nameId}`)).toMatchObject({ "custom:desk": "rates" });
  });

  test("case 12: a required attribute that is missing is named, and no user is made", async () => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    const bad = await deliver(
      pool,
      browser,
      pool.idp.answer(arrival, { nameId: "nobody@example.com", attributes: {} }),
    );
    expect(sentTo(bad).get("error_description")).toBe(
      "Invalid SAML response received: Invalid user attributes: email: The attribute is required",
    );
    expect(await pool.admin("user_pool.users").where({ username: "CorpSAML_nobody@example.com" })).toEqual([]);
  });
});

describe("the provider's metadata", () => {
  test("that cannot be had send the browser back, and the last good ones outlive a restart", async () => {
    const other = await startUserPool();
    const browser = newBrowser();
    await depart(other, browser);
    await other.idp.close();
    await other.restart();
    expect(locationOf(await browser.get(authorizeUrl(other.url)))).toContain("SAMLRequest=");
    await other.admin("user_pool.idp_metadata").delete();
    await other.restart();
    expect(sentTo(await browser.get(authorizeUrl(other.url))).get("error_description")).toBe(
      "Error in SAML response processing: Unable to contact the configured provider",
    );
    await other.stop();
  });
});

test("a client and a provider that the file no longer names are gone; users stay", async () => {
  const other = await startUserPool();
  const { access_token } = await tokensFor(other);
  const [, ...rest] = configOf(other.idp).UserPoolClients;
  await other.restart({ config: { ...configOf(other.idp), UserPoolClients: rest } });
  const location = locationOf(await newBrowser().get(authorizeUrl(other.url)));
  expect(location).toBe("/error?error=Client+does+not+exist.");
  const userInfo = await fetch(`${other.url}/oauth2/userInfo`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  expect(userInfo.status).toBe(401);
  expect(await other.admin("user_pool.users")).toHaveLength(1);
  await other.stop();
});
