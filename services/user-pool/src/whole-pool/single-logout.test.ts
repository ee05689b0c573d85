import { verify, X509Certificate } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { GetSigningCertificateCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, locationOf, newBrowser } from "../testing/browser.ts";
import { startIdentityProvider } from "../testing/identity-provider.ts";
import { withDetails } from "../testing/provider-options.ts";
import { sdkOf } from "../testing/sdk.ts";
import { authorizeUrl, codeFor } from "../testing/sign-in.ts";
import { callback, clientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
let certificate: X509Certificate;
beforeAll(async () => {
  pool = await startUserPool(withDetails({ IDPSignout: "true" }));
  const sdk = sdkOf(pool);
  const { Certificate = "" } = await sdk.send(new GetSigningCertificateCommand({ UserPoolId: poolId }));
  certificate = new X509Certificate(Buffer.from(Certificate, "base64"));
  sdk.destroy();
});
afterAll(() => pool.stop());

const goodbye = "https://app.example.com/goodbye";
const refused = "Invalid samlResponse or relayState from identity provider";

const signedIn = async (response: Parameters<typeof pool.idp.answer>[1] = {}): Promise<Browser> => {
  const browser = newBrowser();
  await codeFor(pool, { browser, response });
  return browser;
};

/** Whether the browser gets a code without a visit to the identity provider. */
const hasSession = async (browser: Browser) =>
  locationOf(await browser.get(authorizeUrl(pool.url))).startsWith(`${callback}?code=`);

const logoutUrl = (query: Record<string, string> = { logout_uri: goodbye }, at = pool) =>
  `${at.url}/logout?${new URLSearchParams({ client_id: clientId, ...query })}`;

const post = (browser: Browser, form: Record<string, string>) => browser.post(`${pool.url}/saml2/logout`, form);

/** What the browser brings to the provider, its signature checked as the provider would. */
const sentToProvider = (location: string) => {
  const query = location.slice(`${pool.idp.sloUrl}&`.length);
  const [signed = "", signature = ""] = query.split("&Signature=");
  const bytes = Buffer.from(decodeURIComponent(signature), "base64");
  expect(verify("sha256", Buffer.from(signed), certificate.publicKey, bytes)).toBe(true);
  const { searchParams } = new URL(location);
  const message = searchParams.get("SAMLRequest") ?? searchParams.get("SAMLResponse") ?? "";
  const xml = inflateRawSync(Buffer.from(message, "base64")).toString();
  return { signed, xml, id: / ID="([^"]+)"/.exec(xml)?.[1] ?? "", RelayState: searchParams.get("RelayState") ?? "" };
};

/** The provider's answer to what the browser has brought, right in all things but for `changes`. */
const answerTo = (sent: { id: string; RelayState: string }, changes: object = {}) => ({
  SAMLResponse: pool.idp.logoutResponse({ destination: `${pool.url}/saml2/logout`, inResponseTo: sent.id, ...changes }),
  RelayState: sent.RelayState,
});

const leave = async (browser: Browser, query?: Record<string, string>) =>
  sentToProvider(locationOf(await browser.get(logoutUrl(query))));

const expectRefused = async (response: Response, code: string) => {
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(refused);
  expect(pool.log.at(-1)).toContain(code);
};

describe("case 21: /logout of a user whom a provider with IDPSignout has signed in", () => {
  test("goes to the provider with a signed LogoutRequest that names the session of the sign-in", async () => {
    const browser = await signedIn({ nameId: "bob@example.com", sessionIndex: "_session<1>" });
    const { signed, xml, id } = await leave(browser);
    expect(signed).toMatch(
      /^SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
    );
    expect(xml.replace(/IssueInstant="[^"]+"/, 'IssueInstant="T"')).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<saml2p:LogoutRequest Destination="${pool.idp.sloUrl}" ID="${id}" IssueInstant="T" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">urn:amazon:cognito:sp:${poolId}</saml2:Issuer><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">bob@example.com</saml2:NameID><saml2p:SessionIndex>_session&lt;1&gt;</saml2p:SessionIndex></saml2p:LogoutRequest>`,
    );
    expect(await hasSession(browser)).toBe(false);
  });

  test("goes on, after the provider's answer, to the logout URL", async () => {
    const browser = await signedIn();
    const response = await post(browser, answerTo(await leave(browser)));
    expect([response.status, locationOf(response)]).toEqual([302, goodbye]);
  });

  test("goes on to /login, where that was asked", async () => {
    const browser = await signedIn();
    const asked = { redirect_uri: callback, response_type: "code", scope: "openid" };
    const response = await post(browser, answerTo(await leave(browser, asked)));
    expect(locationOf(response)).toMatch(/^\/login\?client_id=/);
  });

  test("without a session goes to the logout URL at once", async () => {
    expect(locationOf(await newBrowser().get(logoutUrl()))).toBe(goodbye);
  });

  test("which cannot be answered says so, and has ended the session all the same", async () => {
    const browser = await signedIn();
    const location = locationOf(await browser.get(logoutUrl({ post_logout_redirect_uri: goodbye })));
    expect(location).toContain("/error?error=Required+String+parameter+%27redirect_uri%27+is+not+present");
    expect(await hasSession(browser)).toBe(false);
  });

  test("of a provider without IDPSignout goes to the logout URL at once", async () => {
    const without = await startUserPool();
    const browser = newBrowser();
    await codeFor(without, { browser });
    expect(locationOf(await browser.get(logoutUrl(undefined, without)))).toBe(goodbye);
    await without.stop();
  });

  test("is answered by POST alone", async () => {
    const browser = await signedIn();
    const answer = answerTo(await leave(browser));
    const got = await browser.get(`${pool.url}/saml2/logout?${new URLSearchParams(answer)}`);
    expect(got.status).toBe(404);
    expect(locationOf(await post(browser, answer))).toBe(goodbye);
  });
});

describe("the provider's answer", () => {
  const stranger = startIdentityProvider();
  afterAll(async () => (await stranger).close());

  test.each<[string, object, string]>([
    ["by another key", {}, "SAML_SIGNATURE_INVALID"],
    ["of another issuer", { issuer: "https://other.example.com/" }, "SAML_ISSUER_MISMATCH"],
    ["to another address", { destination: "https://other.example.com/saml2/logout" }, "SAML_DESTINATION_MISMATCH"],
    ["to another request", { inResponseTo: "_another" }, "SAML_LOGOUT_UNKNOWN"],
    ["of failure", { statusCode: "urn:oasis:names:tc:SAML:2.0:status:Responder" }, "SAML_LOGOUT_NOT_SUCCESS"],
    ["of yesterday", { now: new Date(Date.now() - 86_400_000) }, "SAML_RESPONSE_EXPIRED"],
    ["signed with SHA-1", { sign: { signatureAlgorithm: "rsa-sha1" } }, "SAML_SIGNATURE_ALGORITHM"],
  ])("%s is refused, and the right one goes on", async (what, changes, code) => {
    const browser = await signedIn();
    const sent = await leave(browser);
    const other = (await stranger).nextKeys;
    const key = what === "by another key" ? { sign: { key: other.key, certificate: other.certificate } } : {};
    await expectRefused(await post(browser, answerTo(sent, { ...changes, ...key })), code);
    expect(locationOf(await post(browser, answerTo(sent)))).toBe(goodbye);
  });

  test.each<[string, (answer: { SAMLResponse: string; RelayState: string }) => Record<string, string>]>([
    ["with another RelayState", (answer) => ({ ...answer, RelayState: "another" })],
    ["without RelayState", ({ SAMLResponse }) => ({ SAMLResponse })],
  ])("%s is refused, and the right one goes on", async (_what, change) => {
    const browser = await signedIn();
    const answer = answerTo(await leave(browser));
    await expectRefused(await post(browser, change(answer)), "SAML_LOGOUT_UNKNOWN");
    expect(locationOf(await post(browser, answer))).toBe(goodbye);
  });

  test("beside a request, twice, or not at all is refused", async () => {
    const browser = await signedIn();
    const answer = answerTo(await leave(browser));
    const { status } = await post(browser, { ...answer, SAMLRequest: answer.SAMLResponse });
    const twice = new URLSearchParams([...Object.entries(answer), ["SAMLResponse", answer.SAMLResponse]]);
    const repeated = await fetch(`${pool.url}/saml2/logout`, { method: "POST", body: twice, redirect: "manual" });
    expect([status, repeated.status, (await post(browser, {})).status]).toEqual([400, 400, 400]);
    expect(locationOf(await post(browser, answer))).toBe(goodbye);
  });

  test("works once, however often and at once it is posted", async () => {
    const browser = await signedIn();
    const answer = answerTo(await leave(browser));
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await post(browser, answer)).status));
    expect(statuses.filter((status) => status === 302)).toHaveLength(1);
  });

  test("is nothing that signs in", async () => {
    const browser = await signedIn();
    const answer = answerTo(await leave(browser));
    expect((await browser.post(`${pool.url}/saml2/idpresponse`, answer)).status).toBe(400);
  });
});

describe("a LogoutRequest of the provider", () => {
  const destination = () => `${pool.url}/saml2/logout`;
  const requestOf = (nameId: string, changes: object = {}) => ({
    SAMLRequest: pool.idp.logoutRequest({ destination: destination(), nameId, ...changes }),
  });

  test("ends all of the user's sessions, and nobody else's, and is answered", async () => {
    const [one, two, bob] = [await signedIn(), await signedIn(), await signedIn({ nameId: "bob@example.com" })];
    const id = "_logout-1";
    const response = await post(newBrowser(), { ...requestOf("alice@example.com", { id }), RelayState: "r s" });
    expect(response.status).toBe(302);
    const { signed, xml, RelayState } = sentToProvider(locationOf(response));
    expect(signed).toMatch(/^SAMLResponse=[^&]+&RelayState=r%20s&SigAlg=/);
    expect(RelayState).toBe("r s");
    expect(xml).toContain(`Destination="${pool.idp.sloUrl}"`);
    expect(xml).toContain(`InResponseTo="${id}"`);
    expect(xml).toContain(`<saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>`);
    expect([await hasSession(one), await hasSession(two), await hasSession(bob)]).toEqual([false, false, true]);
  });

  test("with a SessionIndex ends that session alone, and no other user's of that index", async () => {
    const [one, two] = [await signedIn({ sessionIndex: "_one" }), await signedIn({ sessionIndex: "_two" })];
    const bob = await signedIn({ nameId: "bob@example.com", sessionIndex: "_one" });
    await post(newBrowser(), requestOf("alice@example.com", { sessionIndexes: ["_one"] }));
    expect([await hasSession(one), await hasSession(two), await hasSession(bob)]).toEqual([false, true, true]);
    await post(newBrowser(), requestOf("bob@example.com", { sessionIndexes: ["_two"] }));
    expect(await hasSession(bob)).toBe(true);
  });

  test.each<[string, object, string]>([
    ["signed with SHA-1", { sign: { signatureAlgorithm: "rsa-sha1" } }, "SAML_SIGNATURE_ALGORITHM"],
    ["to another address", { destination: "https://other.example.com/" }, "SAML_DESTINATION_MISMATCH"],
    ["of an unknown issuer", { issuer: "https://other.example.com/" }, "SAML_LOGOUT_UNKNOWN"],
    ["of yesterday", { now: new Date(Date.now() - 86_400_000) }, "SAML_RESPONSE_EXPIRED"],
    ["that is over", { notOnOrAfter: new Date(Date.now() - 120_000) }, "SAML_RESPONSE_EXPIRED"],
  ])("%s is refused, and the session stays", async (_what, changes, code) => {
    const browser = await signedIn();
    await expectRefused(await post(newBrowser(), requestOf("alice@example.com", changes)), code);
    expect(await hasSession(browser)).toBe(true);
  });

  test("of another's key is refused, and the session stays", async () => {
    const browser = await signedIn();
    const stranger = await startIdentityProvider();
    const issuer = { issuer: pool.idp.entityId };
    const request = { destination: destination(), nameId: "alice@example.com", ...issuer };
    await expectRefused(
      await post(newBrowser(), { SAMLRequest: stranger.logoutRequest(request) }),
      "SAML_SIGNATURE_INVALID",
    );
    await stranger.close();
    expect(await hasSession(browser)).toBe(true);
  });

  test("that comes again ends no later session", async () => {
    const request = requestOf("alice@example.com");
    expect((await post(newBrowser(), request)).status).toBe(302);
    const browser = await signedIn();
    await expectRefused(await post(newBrowser(), request), "SAML_REPLAYED");
    expect(await hasSession(browser)).toBe(true);
  });

  test("of a provider without IDPSignout is refused", async () => {
    const without = await startUserPool();
    const request = without.idp.logoutRequest({
      destination: `${without.url}/saml2/logout`,
      nameId: "alice@example.com",
    });
    const response = await newBrowser().post(`${without.url}/saml2/logout`, { SAMLRequest: request });
    expect(response.status).toBe(400);
    await without.stop();
  });
});
