import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { type LogoutRequestOptions, samlLogoutRequest, samlLogoutResponse } from "@gatehouse/saml-response/logout.ts";
import { signed } from "@gatehouse/saml-response/sign.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { SAML } from "@node-saml/node-saml";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { assertionConsumerService, runningIdp, serviceProvider } from "../testing/running-idp.ts";
import { signedQuery } from "../testing/signed-request.ts";

const slo = "https://idp.example.com/slo";
const own = await selfSigned({ commonName: "sp" });
const stranger = await selfSigned({ commonName: "sp" });
const [pool, shop] = ["https://pool.example.com/saml2/logout", "https://shop.example/logout"];

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const control = async (path: string, body: unknown) => {
  const headers = { "content-type": "application/json" };
  const answer = await idp.ask(`/control/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
};

beforeEach(async () => {
  await control("reset", {});
  const { certificate: signingCertificate } = own;
  await control("service-providers", { entityId: serviceProvider, singleLogoutService: pool, signingCertificate });
  await control("service-providers", {
    entityId: "urn:shop",
    assertionConsumerService: "https://shop.example/acs",
    singleLogoutService: shop,
  });
});

const field = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
const decoded = (page: string, name: string) => Buffer.from(field(page, name), "base64").toString();
const actionOf = (page: string) => /<form method="post" action="([^"]+)"/.exec(page)?.[1];
const valueIn = (xml: string, pattern: RegExp) => pattern.exec(xml)?.[1] ?? "";

/** Signs Alice in with one browser; the session, its cookie and the index that the service provider was told. */
const signIn = async ({ issuer = serviceProvider, acs = assertionConsumerService, cookie = "" } = {}) => {
  await idp.control({ person: "alice@example.com" });
  const query = signedQuery(requestXml({ AssertionConsumerServiceURL: acs }, { issuer }), own);
  const { headers, text } = await idp.ask(`/sso?${query}`, { headers: { cookie } });
  const kept = String(headers["set-cookie"]).split(";", 1).join();
  return {
    cookie: kept,
    id: kept.split("=")[1] ?? "",
    index: valueIn(decoded(text, "SAMLResponse"), / SessionIndex="([^"]+)"/),
  };
};

const request = (changed: Partial<LogoutRequestOptions> = {}) =>
  samlLogoutRequest({ id: "_out", issuer: serviceProvider, destination: slo, nameId: "alice@example.com", ...changed });
const message = (xml: string, keys = own) => Buffer.from(signed(xml, { what: "message", ...keys })).toString("base64");
const redirected = (xml: string, options: Partial<Parameters<typeof signedQuery>[1]> = {}) =>
  idp.get(`/slo?${signedQuery(xml, { ...own, ...options })}`);

/** Whether there still is a session: a logout asks nobody of a session that is gone. */
const isSignedIn = async (cookie: string) => {
  const { cookie: now } = await signIn({ cookie });
  return now === cookie;
};

describe("a service provider that asks for a logout", () => {
  test.each(["Redirect", "POST"])("over HTTP-%s gets a signed answer, and the session is over", async (binding) => {
    const { cookie, index } = await signIn();
    const xml = request({ sessionIndexes: [index] });
    const { status, text } =
      binding === "POST"
        ? await idp.submit("/slo", { SAMLRequest: message(xml), RelayState: "back" })
        : await redirected(xml, { relayState: "back" });
    expect([status, actionOf(text), field(text, "RelayState")]).toEqual([200, pool, "back"]);
    const answer = decoded(text, "SAMLResponse");
    expect(answer).toContain('InResponseTo="_out"');
    expect(answer).toMatch(new RegExp(`Destination="${pool}".*<ds:Signature .*status:Success`));
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("is understood by node-saml, from its request to the answer", async () => {
    const { index } = await signIn();
    const metadata = (await idp.get("/metadata")).text;
    const saml = new SAML({
      callbackUrl: assertionConsumerService,
      issuer: serviceProvider,
      entryPoint: "https://idp.example.com/sso",
      logoutUrl: valueIn(metadata, /SingleLogoutService Binding="[^"]+HTTP-Redirect" Location="([^"]+)"/),
      idpCert: valueIn(metadata, /<ds:X509Certificate>([^<]+)</),
      privateKey: own.key,
      signatureAlgorithm: "sha256",
    });
    const profile = { issuer: "", nameID: "alice@example.com", nameIDFormat: "urn:f", sessionIndex: index };
    const url = new URL(await saml.getLogoutUrlAsync(profile, "back", {}));
    const { text } = await idp.get(url.pathname + url.search);
    const answered = saml.validatePostResponseAsync({ SAMLResponse: field(text, "SAMLResponse") });
    expect((await answered).loggedOut).toBe(true);
  });

  test("has the others told before it is answered", async () => {
    const { cookie } = await signIn({ issuer: "urn:shop", acs: "https://shop.example/acs" });
    const { index } = await signIn({ cookie });
    const first = await redirected(request({ sessionIndexes: [index] }), { relayState: "back" });
    expect(actionOf(first.text)).toBe(shop);
    const asked = decoded(first.text, "SAMLRequest");
    expect(asked).toContain(">alice@example.com</saml:NameID>");
    const inResponseTo = valueIn(asked, / ID="([^"]+)"/);
    const told = samlLogoutResponse({ issuer: "urn:shop", destination: slo, inResponseTo });
    const fields = { SAMLResponse: Buffer.from(told).toString("base64"), RelayState: field(first.text, "RelayState") };
    const last = await idp.submit("/slo", fields);
    expect([actionOf(last.text), field(last.text, "RelayState")]).toEqual([pool, "back"]);
    expect(decoded(last.text, "SAMLResponse")).toContain('InResponseTo="_out"');
    expect((await idp.submit("/slo", fields)).status).toBe(400);
  });

  test.each<[string, Partial<LogoutRequestOptions>]>([
    ["another's index", { sessionIndexes: ["_another"] }],
    ["another person", { nameId: "bob@example.com" }],
  ])("for %s ends no session", async (_case, changed) => {
    const { cookie, index } = await signIn();
    expect((await redirected(request({ sessionIndexes: [index], ...changed }))).status).toBe(200);
    expect(await isSignedIn(cookie)).toBe(true);
  });

  const good = () => signedQuery(request(), own);
  test.each<[string, () => Promise<{ status: number; text: string }>, RegExp]>([
    ["unsigned", () => idp.get(`/slo?${good().replace(/&SigAlg.*/, "")}`), /SigAlg/],
    ["signed by a stranger", () => redirected(request(), stranger), /does not verify/],
    [
      "posted unsigned",
      () => idp.submit("/slo", { SAMLRequest: Buffer.from(request()).toString("base64") }),
      /known to sign/,
    ],
    [
      "posted and signed by a stranger",
      () => idp.submit("/slo", { SAMLRequest: message(request(), stranger) }),
      /does not verify/,
    ],
    ["under another spelling", () => idp.get(`/slo?${good().replace("SAMLR", "SAML%52")}`), /SAML%52equest/],
    [
      "for another place",
      () => redirected(request({ destination: "https://idp.example.com/sso" })),
      /LogoutRequest\/@Destination/,
    ],
    [
      "of yesterday",
      () => redirected(request({ now: new Date(Date.now() - 86_400_000) })),
      /LogoutRequest\/@IssueInstant/,
    ],
    ["that is over", () => redirected(request({ notOnOrAfter: new Date(0) })), /@NotOnOrAfter/],
    ["of a stranger", () => redirected(request({ issuer: "urn:stranger" })), /urn:stranger/],
    ["beside an answer", () => idp.get(`/slo?${good()}&SAMLResponse=a`), /both/],
    ["that is an AuthnRequest", () => redirected(requestXml({ Destination: slo })), /LogoutRequest of/],
  ])("%s is refused, and the session lasts", async (_case, send, reason) => {
    const { cookie } = await signIn();
    const { status, text } = await send();
    expect([status, text]).toEqual([400, expect.stringMatching(reason)]);
    expect(await isSignedIn(cookie)).toBe(true);
  });
});

describe("a person who signs out here", () => {
  const signOut = async () => {
    const { cookie, id, index } = await signIn();
    const { text } = await idp.submit("/sign-out", { session: id });
    const xml = decoded(text, "SAMLRequest");
    return {
      cookie,
      index,
      text,
      xml,
      inResponseTo: valueIn(xml, / ID="([^"]+)"/),
      relayState: field(text, "RelayState"),
    };
  };
  const answer = (inResponseTo: string, changed: Partial<Parameters<typeof samlLogoutResponse>[0]> = {}) =>
    samlLogoutResponse({ issuer: serviceProvider, destination: slo, inResponseTo, ...changed });

  test("is signed out where the person went, by a signed request, and here", async () => {
    const { cookie, index, text, xml } = await signOut();
    expect(actionOf(text)).toBe(pool);
    expect(xml).toMatch(new RegExp(`Destination="${pool}".*<ds:Signature .*<samlp:SessionIndex>${index}<`));
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test.each(["Redirect", "POST"])("is told when the answer comes over HTTP-%s", async (binding) => {
    const { inResponseTo, relayState } = await signOut();
    const xml = answer(inResponseTo);
    const { status, text } =
      binding === "POST"
        ? await idp.submit("/slo", { SAMLResponse: message(xml), RelayState: relayState })
        : await redirected(xml, { relayState, parameter: "SAMLResponse" });
    expect([status, text]).toEqual([200, expect.stringContaining("<h1>Signed out</h1>")]);
  });

  test.each<[string, (sent: { inResponseTo: string; relayState: string }) => ReturnType<typeof redirected>, RegExp]>([
    [
      "to nothing",
      ({ relayState }) => redirected(answer("_x"), { relayState, parameter: "SAMLResponse" }),
      /InResponseTo/,
    ],
    [
      "with another relay state",
      ({ inResponseTo }) => redirected(answer(inResponseTo), { relayState: "x", parameter: "SAMLResponse" }),
      /RelayState/,
    ],
    [
      "of a failure",
      ({ inResponseTo, relayState }) =>
        redirected(answer(inResponseTo, { statusCode: "urn:failed" }), { relayState, parameter: "SAMLResponse" }),
      /urn:failed/,
    ],
    [
      "by another service provider",
      ({ inResponseTo, relayState }) =>
        redirected(answer(inResponseTo, { issuer: "urn:shop" }), { relayState, parameter: "SAMLResponse" }),
      /InResponseTo/,
    ],
    [
      "by a stranger's key",
      ({ inResponseTo, relayState }) =>
        redirected(answer(inResponseTo), { ...stranger, relayState, parameter: "SAMLResponse" }),
      /does not verify/,
    ],
  ])("an answer %s is refused, and the right one is taken afterwards", async (_case, send, reason) => {
    const sent = await signOut();
    const { status, text } = await send(sent);
    expect([status, text]).toEqual([400, expect.stringMatching(reason)]);
    const right = await redirected(answer(sent.inResponseTo), {
      relayState: sent.relayState,
      parameter: "SAMLResponse",
    });
    expect(right.status).toBe(200);
  });

  test("twice is told that the session has ended", async () => {
    const { id } = await signIn();
    expect((await idp.submit("/sign-out", { session: id })).status).toBe(200);
    expect((await idp.submit("/sign-out", { session: id })).status).toBe(400);
  });
});

test("metadata name the logout service over both bindings", async () => {
  const { text } = await idp.get("/metadata");
  const services = [...text.matchAll(/SingleLogoutService Binding="[^"]*:([^":]+)" Location="([^"]+)"/g)];
  expect(services.map(([, ...service]) => service)).toEqual([
    ["HTTP-Redirect", slo],
    ["HTTP-POST", slo],
  ]);
  expect((await idp.get(overRedirect(requestXml()))).status).toBe(400);
});
