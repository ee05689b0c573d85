import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { connect } from "@gatehouse/db/connect.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { poolFile } from "../config/pool-file.ts";
import { applyPoolFile } from "../store/apply-pool-file.ts";
import { ensureSigningKeys } from "../store/signing-keys-in-postgres.ts";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { arrivalOf } from "../testing/identity-provider.ts";
import { alertIn, submit } from "../testing/page-form.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl, sentTo, tokensFor } from "../testing/sign-in.ts";
import { type TestTls, testTls } from "../testing/tls.ts";
import { callback, clientId, configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const other = { poolId: "us-east-1_OtherPool", clientId: "2other2pools2client2abcdef" };
const noDomain = "us-east-1_NoDomain1";

let pool: TestUserPool;
let tls: TestTls;
beforeAll(async () => {
  tls = await testTls();
  pool = await startUserPool(undefined, tls.environment);
  const knex = connect(pool.database.url("gatehouse_user_pool"), { poolSize: 1 });
  for (const [id, client] of [
    [other.poolId, other.clientId],
    [noDomain, "3poolless3domains3client3a"],
  ] as const) {
    const { UserPool, UserPoolClients, IdentityProviders } = configOf(pool.idp);
    const [first] = UserPoolClients;
    const file = {
      UserPool: { ...UserPool, Id: id },
      UserPoolClients: [{ ...first, ClientId: client, SupportedIdentityProviders: ["COGNITO", "CorpSAML"] }],
      IdentityProviders,
    };
    await applyPoolFile(knex, poolFile.parse(file), new Date());
    await ensureSigningKeys(knex, id);
  }
  await knex.destroy();
  await pool.sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: other.poolId, Domain: "other" }));
});
afterAll(() => pool.stop());

interface Answer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

/** A request to this machine, whatever host it says it is for; with a body it is a POST. */
const ask = (url: string, said: string | Readonly<Record<string, string>> = {}, form?: string) =>
  new Promise<Answer>((resolve, reject) => {
    const { protocol, port, pathname, search } = new URL(url);
    const options: RequestOptions = {
      host: "127.0.0.1",
      servername: "localhost",
      port,
      path: pathname + search,
      method: form === undefined ? "GET" : "POST",
      headers: typeof said === "string" ? { host: said } : said,
      ca: tls.authority,
      agent: false,
    };
    const asked = (protocol === "https:" ? httpsRequest : httpRequest)(options, (response) => {
      const { statusCode: status = 0, headers } = response;
      let body = "";
      response.setEncoding("utf8").on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve({ status, location: headers.location ?? "", body }));
    });
    asked.once("error", reject).end(form);
  });

const ofOther = { client_id: other.clientId };
const unknownClient = /\/error\?error=Client\+does\+not\+exist/;
const port = () => new URL(pool.url).port;
const acsIn = ({ location }: Answer) => arrivalOf(location).acs;

describe("the domain of a request", () => {
  test("is the file's pool's at this service's own address", async () => {
    expect(acsIn(await ask(authorizeUrl(pool.url)))).toBe(`${pool.url}/saml2/idpresponse`);
  });

  test("is the file's pool's under a name that only the network between the parts knows", async () => {
    const answer = await ask(authorizeUrl(pool.url), "user-pool:9229");
    expect(acsIn(answer)).toBe(`${pool.url}/saml2/idpresponse`);
  });

  test("answers the parts, too, by that name: the keys, the user of a token, new tokens", async () => {
    const { access_token, refresh_token } = await tokensFor(pool);
    const host = { host: "user-pool:9229" };
    const keys = await ask(`${pool.url}/${poolId}/.well-known/jwks.json`, host);
    expect(JSON.parse(keys.body)).toMatchObject({ keys: expect.any(Array) });
    const target = { "x-amz-target": "AWSCognitoIdentityProviderService.GetUser" };
    const user = await ask(`${pool.url}/`, { ...host, ...target }, JSON.stringify({ AccessToken: access_token }));
    expect(JSON.parse(user.body)).toMatchObject({ Username: "CorpSAML_alice@example.com" });
    const form = new URLSearchParams({ grant_type: "refresh_token", client_id: clientId, refresh_token }).toString();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const refreshed = await ask(`${pool.url}/oauth2/token`, { ...host, ...type }, form);
    expect(decodeJwt(JSON.parse(refreshed.body).access_token).iss).toBe(`${pool.url}/${poolId}`);
  });

  test("is told by the host name: a prefix below auth.localhost", async () => {
    const answer = await ask(authorizeUrl(pool.url, ofOther), `other.auth.localhost:${port()}`);
    expect(acsIn(answer)).toBe(`http://other.auth.localhost:${port()}/saml2/idpresponse`);
  });

  test("is told by the host name that Amazon Cognito would have given", async () => {
    const answer = await ask(authorizeUrl(pool.url, ofOther), "other.auth.us-east-1.amazoncognito.com");
    expect(acsIn(answer)).toBe(`http://other.auth.us-east-1.amazoncognito.com:${port()}/saml2/idpresponse`);
  });

  test("is told by the path", async () => {
    const answer = await ask(authorizeUrl(`${pool.url}/domain/other`, ofOther));
    expect(acsIn(answer)).toBe(`${pool.url}/domain/other/saml2/idpresponse`);
  });

  test.each([
    ["a prefix that nobody has", () => ask(authorizeUrl(pool.url), "nobody.auth.localhost")],
    [
      "a prefix in another region",
      () => ask(authorizeUrl(pool.url, ofOther), "other.auth.eu-west-1.amazoncognito.com"),
    ],
    ["a path that nobody has", () => ask(authorizeUrl(`${pool.url}/domain/nobody`))],
    ["a path in another spelling", () => ask(authorizeUrl(`${pool.url}/Domain/other`, ofOther))],
    ["an encoded path", () => ask(authorizeUrl(`${pool.url}/domain/%6fther`, ofOther))],
  ])("is none for %s", async (_what, asking) => {
    expect(await asking()).toMatchObject({ status: 404, location: "" });
  });

  test("has the scheme and the port of the listener, whatever the request says of itself", async () => {
    const answer = await ask(authorizeUrl(tls.url, ofOther), "other.auth.localhost:1");
    expect(acsIn(answer)).toBe(`https://other.auth.localhost:${new URL(tls.url).port}/saml2/idpresponse`);
    const plain = await ask(authorizeUrl(tls.url), "evil.example.com");
    expect(acsIn(plain)).toBe(`${tls.url}/saml2/idpresponse`);
  });

  test("knows the clients of its own pool alone", async () => {
    const elsewhere = await ask(authorizeUrl(`${pool.url}/domain/other`));
    expect(elsewhere.location).toMatch(unknownClient);
    expect(elsewhere.location).toMatch(/^\/domain\/other\//);
    expect((await ask(authorizeUrl(pool.url, ofOther))).location).toMatch(unknownClient);
  });

  test("keeps the browser on its pages: the choice of providers, and the error page", async () => {
    const url = authorizeUrl(`${pool.url}/domain/other`, { ...ofOther, identity_provider: undefined });
    const toChoice = await ask(url);
    expect(toChoice.location).toMatch(/^\/domain\/other\/login\?/);
    const choice = await ask(pool.url + toChoice.location);
    expect(choice.body).toContain('href="/domain/other/oauth2/authorize?');
    const mismatch = authorizeUrl(`${pool.url}/domain/other`, { ...ofOther, redirect_uri: "https://evil.example.com" });
    expect((await ask(mismatch)).location).toMatch(/^\/domain\/other\/error\?error=redirect_mismatch/);
  });
});

describe("a sign-in at a path-based domain", () => {
  test("ends with tokens of its pool, and its session is not the one of the pool beside it", async () => {
    const browser = newBrowser();
    const domain = `${pool.url}/domain/other`;
    const arrival = arrivalOf(locationOf(await browser.get(authorizeUrl(domain, ofOther))));
    const answer = pool.idp.answer(arrival, { audience: `urn:amazon:cognito:sp:${other.poolId}` });
    const code = sentTo(await browser.post(`${domain}/saml2/idpresponse`, { ...answer })).get("code") ?? "";
    const form = { grant_type: "authorization_code", code, client_id: other.clientId, redirect_uri: callback };
    const atOther = (url: string) => fetch(`${url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
    expect(await (await atOther(pool.url)).json()).toEqual({ error: "invalid_client" });
    const tokens = (await (await atOther(domain)).json()) as Record<string, string>;
    expect(decodeJwt(tokens.access_token ?? "").iss).toBe(`${pool.url}/${other.poolId}`);

    const userInfo = (url: string) =>
      fetch(`${url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect((await userInfo(domain)).status).toBe(200);
    expect((await userInfo(pool.url)).status).toBe(401);

    const again = await browser.get(authorizeUrl(domain, ofOther));
    expect(sentTo(again).get("code")).toMatch(/^[0-9a-f-]{36}$/);
    expect(arrivalOf(locationOf(await browser.get(authorizeUrl(pool.url)))).acs).toBe(`${pool.url}/saml2/idpresponse`);
    await browser.get(`${domain}/logout?client_id=${other.clientId}&logout_uri=https://app.example.com/goodbye`);
    expect(arrivalOf(locationOf(await browser.get(authorizeUrl(domain, ofOther)))).acs).toContain("/domain/other/");
  });
});

describe("the pages of a path-based domain", () => {
  test("lead to each other, and their forms and cookies are their own", async () => {
    const browser = newBrowser();
    const domain = `${pool.url}/domain/other`;
    const asked = authorizeUrl(domain, { ...ofOther, identity_provider: undefined });
    const toLogin = locationOf(await browser.get(asked));
    const html = await (await browser.get(pool.url + toLogin)).text();
    expect(html).toContain('href="/domain/other/forgotPassword?');
    expect(browser.cookies.has("XSRF-TOKEN-other")).toBe(true);
    expect(browser.cookies.has("XSRF-TOKEN")).toBe(false);
    const typed = { username: "nobody", password: "Correct-Horse-7" };
    const answer = await submit(browser, { url: pool.url, html, path: "/domain/other/login" }, typed);
    expect(alertIn(await answer.text())).toMatch(/^(User does not exist|Incorrect username or password)\.$/);
  });

  test("have an expired one begin anew where it was", async () => {
    const url = authorizeUrl(`${pool.url}/domain/other`, ofOther).replace("/oauth2/authorize", "/login");
    const answer = await newBrowser().post(url, { _csrf: "of nobody", username: "a", password: "b" });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('href="/domain/other/login?');
  });
});

describe("discovery", () => {
  const discovered = async (url: string, id: string, host?: string) =>
    JSON.parse((await ask(`${url}/${id}/.well-known/openid-configuration`, host)).body) as Record<string, string>;

  test("names the domain of the pool, by the scheme with which it was asked, and always one issuer", async () => {
    const http = await discovered(pool.url, poolId);
    const https = await discovered(tls.url, poolId);
    expect(http.token_endpoint).toBe(`${pool.url}/oauth2/token`);
    expect(https).toMatchObject({
      authorization_endpoint: `${tls.url}/oauth2/authorize`,
      jwks_uri: `${tls.url}/${poolId}/.well-known/jwks.json`,
    });
    expect([http.issuer, https.issuer]).toEqual([`${pool.url}/${poolId}`, `${pool.url}/${poolId}`]);
  });

  test("names another pool's domain by its path, or by its host name where that was asked", async () => {
    expect((await discovered(pool.url, other.poolId)).userinfo_endpoint).toBe(
      `${pool.url}/domain/other/oauth2/userInfo`,
    );
    expect((await discovered(pool.url, other.poolId, "other.auth.localhost")).end_session_endpoint).toBe(
      `http://other.auth.localhost:${port()}/logout`,
    );
    // Asked at another pool's domain, it names the pool's own.
    expect((await discovered(pool.url, poolId, "other.auth.localhost")).token_endpoint).toBe(
      `${pool.url}/oauth2/token`,
    );
  });

  test("of a pool without a domain names no endpoint of one", async () => {
    const document = await discovered(pool.url, noDomain);
    expect(Object.keys(document).filter((name) => /endpoint$/.test(name))).toEqual([]);
    expect(document.jwks_uri).toBe(`${pool.url}/${noDomain}/.well-known/jwks.json`);
  });
});

describe("UserPoolDomain operations", () => {
  const UserPoolId = noDomain;
  const certificate = { CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/12345678" };
  const create = (Domain: string, also: object = {}) =>
    pool.sdk.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain, ...also }));
  const remove = (Domain: string) => pool.sdk.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
  const describeDomain = async (Domain: string) =>
    (await pool.sdk.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

  test("make, describe and delete a prefix", async () => {
    expect(await describeDomain("mine")).toEqual({});
    await create("mine");
    expect(await describeDomain("mine")).toEqual({
      UserPoolId,
      AWSAccountId: "000000000000",
      CloudFrontDistribution: "localhost",
      Domain: "mine",
      ManagedLoginVersion: 1,
      Status: "ACTIVE",
    });
    const { UserPool } = await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({ Domain: "mine" });
    expect(await thrown(pool.sdk.send(new DeleteUserPoolCommand({ UserPoolId })))).toEqual([
      "InvalidParameterException",
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
      400,
    ]);
    await remove("mine");
    expect(await describeDomain("mine")).toEqual({});
  });

  test("make, change and delete a custom domain, which a browser reaches by its name", async () => {
    const name = "auth.example.com";
    const made = await create(name, { CustomDomainConfig: certificate });
    expect(made).toMatchObject({ CloudFrontDomain: "localhost", ManagedLoginVersion: 1 });
    const renewed = { CertificateArn: `${certificate.CertificateArn}9` };
    const update = { UserPoolId, Domain: name, CustomDomainConfig: renewed, ManagedLoginVersion: 2 };
    await pool.sdk.send(new UpdateUserPoolDomainCommand(update));
    expect(await describeDomain(name)).toMatchObject({ CustomDomainConfig: renewed, ManagedLoginVersion: 2 });
    const { UserPool } = await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({ CustomDomain: name });
    const asked = await ask(authorizeUrl(pool.url, { client_id: "3poolless3domains3client3a" }), name);
    expect(acsIn(asked)).toBe(`http://${name}:${port()}/saml2/idpresponse`);
    await remove(name);
  });

  test("lead no request to a domain that was deleted", async () => {
    const name = `gone-${randomUUID().slice(0, 8)}`;
    const asking = () => ask(authorizeUrl(`${pool.url}/domain/${name}`, { client_id: "3poolless3domains3client3a" }));
    await create(name);
    expect((await asking()).status).toBe(302);
    await remove(name);
    expect((await asking()).status).toBe(404);
  });

  test.each<[string, () => Promise<unknown>, string | RegExp]>([
    ["a prefix that is taken", () => create("other"), "Domain already associated with another user pool."],
    ["a reserved word", () => create("my-cognito"), "Domain cannot contain reserved word: cognito"],
    ["a prefix with a dot", () => create("a.b"), /^The domain name contains an invalid character\./],
    ["an upper-case prefix", () => create("Mine"), /at 'domain' failed to satisfy constraint: Member must satisfy reg/],
    ["a prefix of 64 letters", () => create("a".repeat(64)), /Member must have length less than or equal to 63/],
    [
      "a custom domain without dots",
      () => create("mine", { CustomDomainConfig: certificate }),
      /not a valid subdomain/,
    ],
    [
      "a custom domain where prefixes are",
      () => create("x.auth.localhost", { CustomDomainConfig: certificate }),
      /not a valid subdomain/,
    ],
    ["a version that is none", () => create("mine", { ManagedLoginVersion: 3 }), /value less than or equal to 2$/],
    [
      "routing",
      () => create("mine", { Routing: { Failover: { SecondaryRegion: "x", PrimaryRoute53HealthCheckId: "y" } } }),
      /^Routing is not supported/,
    ],
    ["the deletion of no domain", () => remove("nobody"), "No such domain or user pool exists."],
    ["the deletion of another pool's domain", () => remove("other"), "No such domain or user pool exists."],
    [
      "the update of another pool's domain",
      () => pool.sdk.send(new UpdateUserPoolDomainCommand({ UserPoolId, Domain: "other" })),
      "No such domain or user pool exists.",
    ],
  ])("refuse %s", async (_what, sending, message) => {
    const [name, said, status] = await thrown(sending());
    expect([name, status]).toEqual(["InvalidParameterException", 400]);
    expect(said).toMatch(message);
  });

  test("give a pool one prefix, and of two who want a name at once to one alone", async () => {
    await create("first");
    expect(await thrown(create("second"))).toEqual([
      "InvalidParameterException",
      "User pool already has a domain configured.",
      400,
    ]);
    await remove("first");
    const race = await Promise.allSettled(["a1", "a1"].map((name) => create(name)));
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await remove("a1");
  });

  test("refuse an unknown pool", async () => {
    const sending = pool.sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: "us-east-1_Unknown12", Domain: "x" }));
    expect((await thrown(sending))[0]).toBe("ResourceNotFoundException");
  });

  test("leave the file's pool at this service's own address beside its prefix", async () => {
    await pool.sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "main" }));
    expect(acsIn(await ask(authorizeUrl(pool.url)))).toBe(`${pool.url}/saml2/idpresponse`);
    const atPrefix = await ask(authorizeUrl(`${pool.url}/domain/main`, { client_id: clientId }));
    expect(acsIn(atPrefix)).toBe(`${pool.url}/domain/main/saml2/idpresponse`);
  });
});
