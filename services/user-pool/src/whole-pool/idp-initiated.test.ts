import {
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  UpdateIdentityProviderCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { withDetails } from "../testing/provider-options.ts";
import { thrown } from "../testing/sdk.ts";
import { codeFor, deliver, depart, sentTo, tokenRequest } from "../testing/sign-in.ts";
import { callback, clientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool(withDetails({ IDPInit: "true" }));
});
afterAll(() => pool.stop());

const request = {
  identity_provider: "CorpSAML",
  client_id: clientId,
  redirect_uri: callback,
  response_type: "code",
  scope: "email openid",
};

const relayStateOf = (changes: Readonly<Record<string, string | undefined>> = {}) => {
  const given = Object.entries({ ...request, ...changes });
  return String(new URLSearchParams(given.filter((entry): entry is [string, string] => entry[1] !== undefined)));
};

type Changes = Parameters<TestUserPool["idp"]["answer"]>[1];

const answer = (changes: Changes = {}, relayState = relayStateOf(), at = pool) =>
  at.idp.answer(
    { authnRequest: "", requestId: "", acs: `${at.url}/saml2/idpresponse`, relayState },
    { inResponseTo: undefined, ...changes },
  );

const begin = (changes?: Changes, relayState?: string) => deliver(pool, newBrowser(), answer(changes, relayState));

const lastOutcome = async () => (await pool.admin("audit.sign_ins").orderBy("id", "desc").first()).outcome as string;

/** Ends on the error page, and the record says why. */
const expectRefused = async (response: Response, outcome: string) => {
  expect([response.status, locationOf(response)]).toEqual([400, ""]);
  expect(await lastOutcome()).toBe(outcome);
};

describe("case 6: a sign-in that begins at the identity provider", () => {
  test("ends with a code at the application, and a session in the browser", async () => {
    const browser = newBrowser();
    const response = await deliver(pool, browser, answer());
    expect(response.status).toBe(302);
    expect(locationOf(response)).toMatch(/^https:\/\/app\.example\.com\/callback\?code=[0-9a-f-]{36}$/);
    expect(browser.cookies.has("cognito")).toBe(true);
    const code = sentTo(response).get("code") ?? "";
    const form = { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback };
    const tokens = (await (await tokenRequest(pool, form)).json()) as { id_token: string };
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      "cognito:username": "CorpSAML_alice@example.com",
      nonce: expect.stringMatching(/^[\w-]{171}$/),
    });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ["the provider by an identifier", { identity_provider: undefined, idp_identifier: "example.com" }],
    ["no scope: all of the client's", { scope: undefined }],
    ["the application's state", { state: "s" }],
  ])("may have a RelayState with %s", async (_what, changes) => {
    const sent = sentTo(await begin({}, relayStateOf(changes)));
    expect(sent.get("code")).not.toBeNull();
    expect(sent.get("state")).toBe(changes.state ?? null);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ["an unknown client", { client_id: "nobody" }],
    ["no client", { client_id: undefined }],
    ["a callback URL that is not registered", { redirect_uri: `${callback}/` }],
    ["no callback URL", { redirect_uri: undefined }],
    ["a scope that is not the client's", { scope: "openid phone" }],
    ["no response type", { response_type: undefined }],
    ["the implicit grant, which the client has not", { response_type: "token" }],
    ["PKCE", { code_challenge: "a".repeat(43), code_challenge_method: "S256" }],
    ["a nonce", { nonce: "n" }],
  ])("is refused on the error page for a RelayState with %s", async (_what, changes) =>
    expectRefused(await begin({}, relayStateOf(changes)), "SAML_RELAY_STATE_REQUEST"),
  );

  test.each([
    [
      "another callback URL behind the first",
      `${relayStateOf()}&redirect_uri=https://evil.example.com`,
      "SAML_RELAY_STATE_REQUEST",
    ],
    ["no provider", relayStateOf({ identity_provider: undefined }), "SAML_UNSOLICITED"],
    ["an unknown provider", relayStateOf({ identity_provider: "Nobody" }), "SAML_UNSOLICITED"],
    ["a provider without IDPInit", relayStateOf({ identity_provider: "OtherSAML" }), "SAML_UNSOLICITED"],
    ["a URL", "https://evil.example.com/", "SAML_RELAY_STATE_INVALID"],
  ])("is refused on the error page for a RelayState with %s", async (_what, relayState, outcome) =>
    expectRefused(await begin({}, relayState), outcome),
  );

  test.each<[string, Changes, string]>([
    ["answers a request", { inResponseTo: "_request" }, "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["is unsigned", { sign: "not at all" }, "SAML_SIGNATURE_MISSING"],
    ["is for another pool", { audience: "urn:amazon:cognito:sp:us-east-1_Other0000" }, "SAML_AUDIENCE_MISMATCH"],
    ["is for another service", { recipient: "https://other.example.com/" }, "SAML_RECIPIENT_MISMATCH"],
    [
      "was issued more than six minutes ago",
      { now: new Date(Date.now() - 6 * 60_000 - 1), lifetime: 900 },
      "SAML_RESPONSE_EXPIRED",
    ],
  ])("is refused at the application if its assertion %s", async (_what, changes, outcome) => {
    expect(sentTo(await begin(changes)).get("error")).toBe("server_error");
    expect(await lastOutcome()).toBe(outcome);
  });

  test("control: issued less than six minutes ago", async () => {
    const issued = { now: new Date(Date.now() - 5.5 * 60_000), lifetime: 900 };
    expect(sentTo(await begin(issued)).get("code")).not.toBeNull();
  });

  test("works once, however often and at once it is posted", async () => {
    const again = answer();
    const sent = await Promise.all(Array.from({ length: 8 }, () => deliver(pool, newBrowser(), again)));
    expect(sent.filter((response) => sentTo(response).has("code"))).toHaveLength(1);
    expect(sentTo(await deliver(pool, newBrowser(), again)).get("error")).toBe("server_error");
    expect(await lastOutcome()).toBe("SAML_REPLAYED");
  });

  test("leaves the other way to sign in as it is: its response must answer the request", async () => {
    expect(await codeFor(pool)).toMatch(/^[0-9a-f-]{36}$/);
    const browser = newBrowser();
    const arrival = await depart(pool, browser, { prompt: "login" });
    await expectRefused(
      await deliver(pool, browser, pool.idp.answer(arrival, { inResponseTo: undefined })),
      "SAML_UNSOLICITED",
    );
  });

  test("needs IDPInit", async () => {
    const without = await startUserPool();
    const response = await deliver(without, newBrowser(), answer({}, relayStateOf(), without));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Invalid samlResponse or relayState from identity provider");
    await without.stop();
  });
});

describe("a client that lists a provider with IDPInit may list SAML providers alone", () => {
  const mixed = ["CorpSAML", "COGNITO"];
  const client = {
    UserPoolId: poolId,
    ClientName: "c",
    AllowedOAuthFlows: ["code" as const],
    AllowedOAuthScopes: ["openid"],
    CallbackURLs: [callback],
  };
  const made = async (providers: string[]) => {
    const command = new CreateUserPoolClientCommand({ ...client, SupportedIdentityProviders: providers });
    return (await pool.sdk.send(command)).UserPoolClient?.ClientId ?? "";
  };
  const refused = ["InvalidParameterException", expect.stringMatching(/CorpSAML has IDPInit.*COGNITO/), 400];

  test("CreateUserPoolClient", async () => {
    expect(await thrown(made(mixed))).toEqual(refused);
    expect(await made(["CorpSAML", "OtherSAML"])).toMatch(/^\w+$/);
    expect(await made(["OtherSAML", "COGNITO"])).toMatch(/^\w+$/);
  });

  test("UpdateUserPoolClient", async () => {
    const ClientId = await made(["CorpSAML"]);
    const update = (SupportedIdentityProviders: string[]) =>
      pool.sdk.send(new UpdateUserPoolClientCommand({ ...client, ClientId, SupportedIdentityProviders }));
    expect(await thrown(update(mixed))).toEqual(refused);
    await update(["OtherSAML", "CorpSAML"]);
  });

  test("CreateIdentityProvider and UpdateIdentityProvider", async () => {
    const details = { UserPoolId: poolId, ProviderName: "LaterSAML" };
    const MetadataURL = pool.idp.metadataUrl;
    await pool.sdk.send(
      new CreateIdentityProviderCommand({ ...details, ProviderType: "SAML", ProviderDetails: { MetadataURL } }),
    );
    const update = (IDPInit: string) =>
      pool.sdk.send(new UpdateIdentityProviderCommand({ ...details, ProviderDetails: { MetadataURL, IDPInit } }));
    await update("true");
    await update("false");
    await made(["LaterSAML", "COGNITO"]);
    expect(await thrown(update("true"))).toEqual([
      "InvalidParameterException",
      expect.stringMatching(/LaterSAML has IDPInit.*COGNITO/),
      400,
    ]);
  });
});
