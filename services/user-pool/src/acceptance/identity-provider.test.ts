import { verify, X509Certificate } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { GetSigningCertificateCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { withDetails } from "../testing/provider-options.ts";
import { sdkOf } from "../testing/sdk.ts";
import { authorizeUrl, codeFor, deliver, depart, sentTo } from "../testing/sign-in.ts";
import { callback, clientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const aCode = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const unusable = "Invalid samlResponse or relayState from identity provider";
type Changes = Parameters<TestUserPool["idp"]["answer"]>[1];

describe("11.6 a sign-in that begins at the identity provider", () => {
  let pool: TestUserPool;
  let without: TestUserPool;
  beforeAll(async () => {
    [pool, without] = await Promise.all([startUserPool(withDetails({ IDPInit: "true" })), startUserPool()]);
  });
  afterAll(() => Promise.all([pool.stop(), without.stop()]));

  const request = new URLSearchParams({
    identity_provider: "CorpSAML",
    client_id: clientId,
    redirect_uri: callback,
    response_type: "code",
    scope: "email openid",
  });

  const begin = (at: TestUserPool, changes: Changes = {}) => {
    const arrival = {
      authnRequest: "",
      requestId: "",
      acs: `${at.url}/saml2/idpresponse`,
      relayState: String(request),
    };
    return deliver(at, newBrowser(), at.idp.answer(arrival, { inResponseTo: undefined, ...changes }));
  };

  const minutesAgo = (minutes: number) => ({ now: new Date(Date.now() - minutes * 60_000), lifetime: 900 });

  test("11.6 brings a code where the provider has IDPInit, with RelayState as a query string", async () => {
    const response = await begin(pool);
    expect([response.status, response.headers.get("content-length")]).toEqual([302, "0"]);
    expect(sentTo(response).get("code")).toMatch(aCode);
  });

  test("11.6 ends on the error page where it has not", async () => {
    const response = await begin(without);
    expect([response.status, locationOf(response)]).toEqual([400, ""]);
    expect(await response.text()).toContain(unusable);
  });

  test("11.6 must not answer a request", async () => {
    expect(sentTo(await begin(pool, { inResponseTo: "_request" })).get("error")).toBe("server_error");
  });

  test.each([
    ["less than six minutes ago is let in", 5.5, "code"],
    ["more than six minutes ago is refused", 6.1, "error"],
  ])("11.6 issued %s", async (_what, minutes, parameter) => {
    expect(sentTo(await begin(pool, minutesAgo(minutes))).has(parameter)).toBe(true);
  });

  test("11.6 leaves sign-ins that begin at the pool as they are", async () => {
    expect(await codeFor(pool)).toMatch(aCode);
  });
});

describe("11.21 single logout", () => {
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

  const logout_uri = "https://app.example.com/goodbye";
  const leave = async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser, response: { sessionIndex: "_session" } });
    const location = locationOf(
      await browser.get(`${pool.url}/logout?${new URLSearchParams({ client_id: clientId, logout_uri })}`),
    );
    const { searchParams } = new URL(location);
    const xml = inflateRawSync(Buffer.from(searchParams.get("SAMLRequest") ?? "", "base64")).toString();
    return { browser, location, xml, relayState: searchParams.get("RelayState") ?? "" };
  };
  const answerTo = ({ xml, relayState }: { xml: string; relayState: string }) => ({
    SAMLResponse: pool.idp.logoutResponse({
      destination: `${pool.url}/saml2/logout`,
      inResponseTo: / ID="([^"]+)"/.exec(xml)?.[1] ?? "",
    }),
    RelayState: relayState,
  });

  test("11.21 goes to the provider by a redirect that the pool's certificate verifies, with the session of the sign-in", async () => {
    const { location, xml } = await leave();
    const query = location.slice(`${pool.idp.sloUrl}&`.length);
    expect(location.startsWith(`${pool.idp.sloUrl}&SAMLRequest=`)).toBe(true);
    const [signed = "", signature = ""] = query.split("&Signature=");
    expect(signed).toMatch(/&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/);
    const bytes = Buffer.from(decodeURIComponent(signature), "base64");
    expect(verify("sha256", Buffer.from(signed), certificate.publicKey, bytes)).toBe(true);
    expect(xml).toContain("<saml2p:SessionIndex>_session</saml2p:SessionIndex>");
  });

  test("11.21 comes back by POST to /saml2/logout alone, and goes on to logout_uri signed out", async () => {
    const left = await leave();
    const answer = answerTo(left);
    const got = await left.browser.get(`${pool.url}/saml2/logout?${new URLSearchParams(answer)}`);
    expect([got.status, locationOf(got)]).toEqual([404, ""]);
    const posted = await left.browser.post(`${pool.url}/saml2/logout`, answer);
    expect([posted.status, locationOf(posted)]).toEqual([302, logout_uri]);
    expect(locationOf(await left.browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
  });
});

describe("11.22 the provider's metadata", () => {
  const signedBy = async (pool: TestUserPool, changes: Changes) => {
    const browser = newBrowser();
    return sentTo(await deliver(pool, browser, pool.idp.answer(await depart(pool, browser), changes)));
  };

  test("11.22 may hold two certificates, and either signs", async () => {
    const pool = await startUserPool();
    pool.idp.publish("current", "next");
    expect((await signedBy(pool, {})).get("code")).toMatch(aCode);
    expect((await signedBy(pool, { sign: pool.idp.nextKeys })).get("code")).toMatch(aCode);
    await pool.stop();
  });

  test("11.22 control: a certificate that it does not hold does not sign", async () => {
    const pool = await startUserPool();
    expect((await signedBy(pool, { sign: pool.idp.nextKeys })).get("error")).toBe("server_error");
    await pool.stop();
  });

  test("11.22 at a URL may change its certificate: the next one signs at once, and the last one no more", async () => {
    const pool = await startUserPool();
    expect((await signedBy(pool, {})).get("code")).toMatch(aCode);
    pool.idp.publish("next");
    expect((await signedBy(pool, { sign: pool.idp.nextKeys })).get("code")).toMatch(aCode);
    expect((await signedBy(pool, {})).get("error")).toBe("server_error");
    await pool.stop();
  });
});
