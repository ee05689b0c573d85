// Single logout as a browser goes through it, from the pool's side and from the identity provider's.
import { type Browser, openBrowser, type Page } from "@gatehouse/browser/browser.ts";
import { pick } from "@gatehouse/browser/sign-in.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { type IdpMock, idpMock } from "@gatehouse/idp-mock-client/idp-mock.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Application, startApplication } from "../testing/application.ts";
import { provider, registerForLogout } from "../testing/provider-with-logout.ts";
import { entityId, person } from "./directory.ts";
import { type RunningPool, startPool } from "./running-pool.ts";

let database: TestDatabase;
let application: Application;
let pool: RunningPool;
let idp: IdpMock;
let clientId: string;
beforeAll(async () => {
  database = await testDatabase();
  application = await startApplication();
  pool = await startPool(database.url("gatehouse_user_pool"));
  idp = idpMock(pool.idpMock);
  clientId = await registerForLogout(pool, application);
});
afterAll(async () => {
  await pool.close();
  await application.close();
  await database.drop();
});

const authorizeUrl = () => {
  const request = { response_type: "code", client_id: clientId, redirect_uri: application.callback };
  const parameters = { ...request, identity_provider: provider };
  return `${pool.url}/oauth2/authorize?${new URLSearchParams(parameters)}`;
};
const logoutUrl = () =>
  `${pool.url}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: application.goodbye })}`;

/** Where somebody gets who wants to sign in: the application at once, or the identity provider's page of people. */
const asksForSignIn = async (browser: Browser) => {
  const { url } = await browser.visit(authorizeUrl());
  if (url.startsWith(`${application.callback}?code=`)) return "the application";
  return url.startsWith(`${pool.idpMock}/sso?`) ? "the identity provider" : url;
};

const signIn = async () => {
  const browser = openBrowser();
  const answer = await pick(browser, await browser.visit(authorizeUrl()), person);
  expect((await browser.submit(answer)).url).toContain(`${application.callback}?code=`);
  expect(await asksForSignIn(browser)).toBe("the application");
  const { sessions } = await idp.sessions();
  return { browser, session: sessions.at(-1)?.id ?? "" };
};

const sessionIds = async () => (await idp.sessions()).sessions.map(({ id }) => id);

/** The messages of logouts since an entry of the log. */
const said = async (since: number) =>
  (await idp.log({ since })).entries.flatMap(({ kind }) => (kind.startsWith("Logout") ? [kind] : []));
const lastEntry = async () => (await idp.log()).entries.at(-1)?.number ?? 0;

const titleOf = ({ text }: Page) => /<h1>([^<]*)<\/h1>/.exec(text)?.[1];

/** A URL with other values in its query; undefined takes one out. */
const changed = (location: string, values: Readonly<Record<string, string | undefined>>) => {
  const url = new URL(location);
  for (const [name, value] of Object.entries(values))
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  return url.href;
};
const unsigned = (location: string) => changed(location, { SigAlg: undefined, Signature: undefined });

describe("a logout that begins at the pool", () => {
  test("goes to the identity provider, signed, and ends at the application with neither session left", async () => {
    const { browser, session } = await signIn();
    const before = await lastEntry();
    const page = await browser.visit(logoutUrl());
    expect(page.url).toMatch(/\/slo\?SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=[^&]+&Signature=[^&]+$/);
    expect([page.status, titleOf(page)]).toEqual([200, "Signing out"]);
    expect((await browser.submit(page)).url).toBe(application.goodbye);
    expect(await said(before)).toEqual(["LogoutRequest", "LogoutResponse"]);
    expect(await sessionIds()).not.toContain(session);
    expect(await asksForSignIn(browser)).toBe("the identity provider");
  });

  test.each([
    ["without its signature", unsigned, "SigAlg"],
    ["with another RelayState", (location: string) => changed(location, { RelayState: "other" }), "Signature"],
  ])(
    "%s is refused by the identity provider, whose session stays until the right one comes",
    async (_what, change, subject) => {
      const { browser, session } = await signIn();
      const location = (await browser.send(logoutUrl())).headers.get("location") ?? "";
      const refused = await browser.visit(change(location));
      expect([refused.status, titleOf(refused)]).toEqual([400, "This request was refused"]);
      expect(refused.text).toContain(`<code>${subject}</code>`);
      expect(await sessionIds()).toContain(session);
      expect((await browser.submit(await browser.visit(location))).url).toBe(application.goodbye);
      expect(await sessionIds()).not.toContain(session);
    },
  );

  test("without a signature is taken as long as the identity provider does not know that the pool signs", async () => {
    const { serviceProviders } = await idp.register({ entityId });
    const signingCertificate = serviceProviders.find((one) => one.entityId === entityId)?.signingCertificate;
    const { browser, session } = await signIn();
    const location = (await browser.send(logoutUrl())).headers.get("location") ?? "";
    await idp.register({ entityId, signingCertificate: null });
    const page = await browser.visit(unsigned(location));
    await idp.register({ entityId, signingCertificate });
    expect((await browser.submit(page)).url).toBe(application.goodbye);
    expect(await sessionIds()).not.toContain(session);
  });
});

describe("a logout that begins at the identity provider", () => {
  test("on its page of sessions goes to the pool and comes back, with neither session left", async () => {
    const { browser, session } = await signIn();
    const before = await lastEntry();
    const sessions = await browser.visit(`${pool.idpMock}/sessions`);
    const page = await browser.submit(sessions, { name: "session", value: session });
    expect(titleOf(page)).toBe("Signing out");
    const end = await browser.submit(page);
    expect(end.url).toMatch(/\/slo\?SAMLResponse=[^&]+&RelayState=[^&]+&SigAlg=[^&]+&Signature=[^&]+$/);
    expect([end.status, titleOf(end)]).toEqual([200, "Signed out"]);
    expect(await said(before)).toEqual(["LogoutRequest", "LogoutResponse"]);
    expect(await sessionIds()).not.toContain(session);
    expect(await asksForSignIn(browser)).toBe("the identity provider");
  });

  test("by its control API ends the pool's session once a browser has posted the forms, and no other person's", async () => {
    const [{ browser, session }, another] = [await signIn(), await signIn()];
    const { forms } = await idp.endSession(session);
    expect(forms.map(({ action }) => action)).toEqual([`${pool.url}/saml2/logout`]);
    expect(await asksForSignIn(browser)).toBe("the application");
    const [form] = forms;
    const answer = await openBrowser().send(form?.action ?? "", {
      method: "POST",
      body: new URLSearchParams({ ...form?.fields }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: pool.idpMock },
    });
    const end = await openBrowser().visit(answer.headers.get("location") ?? "");
    expect([answer.status, end.status, titleOf(end)]).toEqual([302, 200, "Signed out"]);
    expect(await asksForSignIn(browser)).toBe("the identity provider");
    expect(await asksForSignIn(another.browser)).toBe("the application");
  });
});
