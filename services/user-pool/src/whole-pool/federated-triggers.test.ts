import {
  AdminAddUserToGroupCommand,
  AdminLinkProviderForUserCommand,
  CreateGroupCommand,
  GetTokensFromRefreshTokenCommand,
  type ProviderUserIdentifierType,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { attributesOf } from "../testing/identity-provider.ts";
import { thrown } from "../testing/sdk.ts";
import {
  authorizeUrl,
  codeFor,
  deliver,
  depart,
  sentTo,
  type TokenAnswer,
  tokenRequest,
  tokensFor,
} from "../testing/sign-in.ts";
import { type Behaviour, eventsSeen, responds, triggerArn, triggersDo } from "../testing/trigger.ts";
import { clientId, poolId, rotatingClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const every = {
  PreSignUp: triggerArn,
  PostConfirmation: triggerArn,
  PreAuthentication: triggerArn,
  PostAuthentication: triggerArn,
  PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: triggerArn },
  InboundFederation: { LambdaVersion: "V1_0", LambdaArn: triggerArn },
};

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => ({ ...config, UserPool: { ...config.UserPool, LambdaConfig: every } }));
  await pool.sdk.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: "traders" }));
});
beforeEach(() => triggersDo());
afterEach(() => triggersDo());
afterAll(() => pool.stop());

let people = 0;
/** Somebody who has never signed in. */
const somebody = () => `person${++people}@example.com`;
const usernameOf = (nameId: string) => `CorpSAML_${nameId}`;
const sources = () => eventsSeen().map(({ triggerSource }) => triggerSource);
const eventOf = (source: string) => eventsSeen().find(({ triggerSource }) => triggerSource === source);

const firstSignIn = [
  "InboundFederation_ExternalProvider",
  "PreSignUp_ExternalProvider",
  "PostConfirmation_ConfirmSignUp",
  "TokenGeneration_HostedAuth",
];
const laterSignIn = [
  "InboundFederation_ExternalProvider",
  "PreAuthentication_Authentication",
  "PostAuthentication_Authentication",
  "TokenGeneration_HostedAuth",
];

/** Comes back from the identity provider. */
const arriving = async (nameId: string, browser = newBrowser()) =>
  deliver(pool, browser, pool.idp.answer(await depart(pool, browser), { nameId }));

const rowsOf = async (nameId: string) => {
  const rows = { users: 0, authorization_codes: 0, browser_sessions: 0 };
  for (const table of Object.keys(rows) as (keyof typeof rows)[])
    rows[table] = (await pool.admin(`user_pool.${table}`).where({ username: usernameOf(nameId) })).length;
  return rows;
};

const throwing =
  (message: string): Behaviour =>
  () => {
    throw new Error(message);
  };

describe("case 13: the order of triggers", () => {
  test("at the first sign-in, at later ones, from the session and at a refresh", async () => {
    const nameId = somebody();
    const browser = newBrowser();
    const { refresh_token } = await tokensFor(pool, { browser, response: { nameId } });
    expect(sources()).toEqual(firstSignIn);

    triggersDo();
    await codeFor(pool, { response: { nameId } });
    expect(sources()).toEqual(laterSignIn);

    triggersDo();
    expect(sentTo(await browser.get(authorizeUrl(pool.url))).get("code")).toMatch(/^[0-9a-f-]{36}$/);
    expect(sources()).toEqual(["TokenGeneration_HostedAuth"]);

    triggersDo();
    await tokenRequest(pool, { grant_type: "refresh_token", refresh_token, client_id: clientId });
    expect(sources()).toEqual(["TokenGeneration_RefreshTokens"]);
  });

  test("is that of their events", async () => {
    const nameId = somebody();
    await codeFor(pool, { response: { nameId, attributes: { ...attributesOf(nameId), desk: ["7"] } } });
    const [inbound, signUp, confirmation, generation] = eventsSeen();
    const common = {
      version: "1",
      region: "us-east-1",
      userPoolId: poolId,
      userName: usernameOf(nameId),
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId },
    };
    expect(inbound).toEqual({
      ...common,
      triggerSource: "InboundFederation_ExternalProvider",
      request: {
        providerName: "CorpSAML",
        providerType: "SAML",
        attributes: {
          samlResponse: {
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": nameId,
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname": "Alice",
            "http://schemas.xmlsoap.org/claims/Group": "[traders,night%2C+shift]",
            desk: "7",
          },
        },
      },
      response: { userAttributesToMap: {} },
    });
    const mapped = {
      email: nameId,
      email_verified: "false",
      given_name: "Alice",
      "custom:groups": "[traders,night%2C+shift]",
      "custom:desk": "7",
    };
    expect(signUp).toEqual({
      ...common,
      triggerSource: "PreSignUp_ExternalProvider",
      request: {
        userAttributes: { "cognito:email_alias": "", "cognito:phone_number_alias": "", ...mapped },
        validationData: {},
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
    const user = {
      ...mapped,
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      "cognito:user_status": "EXTERNAL_PROVIDER",
      identities: expect.stringMatching(
        new RegExp(
          `^\\[\\{"userId":"${nameId}","providerName":"CorpSAML","providerType":"SAML","issuer":"[^"]+","primary":true,"dateCreated":\\d{13}\\}\\]$`,
        ),
      ),
    };
    expect(confirmation).toEqual({
      ...common,
      triggerSource: "PostConfirmation_ConfirmSignUp",
      request: { userAttributes: user },
      response: {},
    });
    expect(generation).toEqual({
      ...common,
      version: "2",
      triggerSource: "TokenGeneration_HostedAuth",
      request: {
        userAttributes: user,
        groupConfiguration: {
          groupsToOverride: [`${poolId}_CorpSAML`],
          iamRolesToOverride: [],
          preferredRole: null,
        },
        scopes: ["aws.cognito.signin.user.admin", "email", "openid", "profile"],
      },
      response: { claimsAndScopeOverrideDetails: null },
    });
  });

  test("is asked once of a response that is brought several times at once", async () => {
    const nameId = somebody();
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(pool, browser), { nameId });
    const answers = await Promise.all([1, 2, 3].map(() => deliver(pool, browser, answer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 400, 400]);
    expect(sources()).toEqual(firstSignIn);
  });
});

describe("a trigger that refuses", () => {
  test.each(firstSignIn)("%s leaves nothing of a first sign-in", async (source) => {
    const nameId = somebody();
    triggersDo({ [source]: throwing("not you") });
    const browser = newBrowser();
    const location = locationOf(await arriving(nameId, browser));
    const trigger = { TokenGeneration: "PreTokenGeneration" }[source.split("_")[0] ?? ""] ?? source.split("_")[0];
    expect(location).toContain(
      `?error_description=${trigger}+failed+with+error+not+you.+&error=invalid_request&state=s1`,
    );
    expect(await rowsOf(nameId)).toEqual({ users: 0, authorization_codes: 0, browser_sessions: 0 });
    expect(browser.cookies.has("cognito")).toBe(false);
    expect(await pool.admin("audit.sign_ins").orderBy("id", "desc").first()).toMatchObject({
      outcome: "UserLambdaValidationException",
    });

    triggersDo();
    expect(sentTo(await arriving(nameId)).has("code")).toBe(true);
    expect(sources()).toEqual(firstSignIn);
    expect(await rowsOf(nameId)).toEqual({ users: 1, authorization_codes: 1, browser_sessions: 1 });
  });

  test.each(laterSignIn)("%s leaves a user who comes back as before", async (source) => {
    const nameId = somebody();
    await codeFor(pool, { response: { nameId } });
    const profile = () =>
      pool
        .admin("user_pool.users")
        .where({ username: usernameOf(nameId) })
        .first();
    const before = await profile();
    triggersDo({ [source]: throwing("not you") });
    const browser = newBrowser();
    const changed = { ...attributesOf(nameId), "http://schemas.xmlsoap.org/claims/Group": ["new"] };
    const answer = pool.idp.answer(await depart(pool, browser), { nameId, attributes: changed });
    expect(sentTo(await deliver(pool, browser, answer)).get("error")).toBe("invalid_request");
    expect(await profile()).toEqual(before);
    expect(await rowsOf(nameId)).toEqual({ users: 1, authorization_codes: 1, browser_sessions: 1 });

    triggersDo();
    const again = pool.idp.answer(await depart(pool, browser), { nameId, attributes: changed });
    expect(sentTo(await deliver(pool, browser, again)).has("code")).toBe(true);
    expect((await profile()).attributes).toMatchObject({ "custom:groups": "new" });
  });

  test.each<[string, Behaviour]>([
    ["nothing", () => undefined],
    ["a response without its members", (event) => ({ ...event, response: {} })],
  ])("because it returns %s", async (_what, behaviour) => {
    const nameId = somebody();
    triggersDo({ PreSignUp_ExternalProvider: behaviour });
    expect(locationOf(await arriving(nameId))).toContain("error_description=Unrecognizable+lambda+output+&error=");
    expect(await rowsOf(nameId)).toMatchObject({ users: 0 });
  });

  test("ends a request from the session at the application, too", async () => {
    const browser = newBrowser();
    await arriving(somebody(), browser);
    triggersDo({ TokenGeneration_HostedAuth: throwing("not now") });
    const answer = await browser.get(authorizeUrl(pool.url));
    expect(locationOf(answer)).toContain("error_description=PreTokenGeneration+failed+with+error+not+now.+&error=");
    triggersDo();
    expect(sentTo(await browser.get(authorizeUrl(pool.url))).has("code")).toBe(true);
  });
});

describe("what triggers may change", () => {
  test("PreSignUp verifies the e-mail address", async () => {
    triggersDo({ PreSignUp_ExternalProvider: responds({ autoVerifyEmail: true, autoVerifyPhone: true }) });
    const { id_token } = await tokensFor(pool, { response: { nameId: somebody() } });
    expect(decodeJwt(id_token)).toMatchObject({ email_verified: true });
    expect(decodeJwt(id_token)).not.toHaveProperty("phone_number_verified");
  });

  test("InboundFederation replaces what the provider sent, at every sign-in", async () => {
    const nameId = somebody();
    const mail = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
    const mapTo = (email: string) =>
      triggersDo({ InboundFederation_ExternalProvider: responds({ userAttributesToMap: { [mail]: email } }) });
    mapTo("first@example.com");
    const first = await tokensFor(pool, { response: { nameId } });
    expect(decodeJwt(first.id_token)).toMatchObject({ email: "first@example.com" });
    expect(decodeJwt(first.id_token)).not.toHaveProperty("given_name");
    mapTo("second@example.com");
    const second = await tokensFor(pool, { response: { nameId } });
    expect(decodeJwt(second.id_token)).toMatchObject({ email: "second@example.com" });
  });

  test("InboundFederation that drops a required attribute ends the sign-in", async () => {
    const nameId = somebody();
    triggersDo({ InboundFederation_ExternalProvider: responds({ userAttributesToMap: { other: "x" } }) });
    const description = sentTo(await arriving(nameId)).get("error_description");
    expect(description).toContain("Invalid user attributes: email: The attribute is required");
    expect(await rowsOf(nameId)).toMatchObject({ users: 0 });
  });

  test("PostConfirmation finds the user in the pool, and what it changes shows in the tokens", async () => {
    triggersDo({
      PostConfirmation_ConfirmSignUp: async (event) => {
        const membership = { UserPoolId: poolId, Username: event.userName, GroupName: "traders" };
        await pool.sdk.send(new AdminAddUserToGroupCommand(membership));
        return event;
      },
    });
    const { access_token } = await tokensFor(pool, { response: { nameId: somebody() } });
    expect(decodeJwt(access_token)["cognito:groups"]).toEqual(["traders", `${poolId}_CorpSAML`]);
    expect(eventOf("TokenGeneration_HostedAuth")?.request).toMatchObject({
      groupConfiguration: { groupsToOverride: ["traders", `${poolId}_CorpSAML`] },
    });
  });

  test("PreTokenGeneration adds, replaces and suppresses claims and scopes", async () => {
    const details = {
      idTokenGeneration: { claimsToAddOrOverride: { desk: { floor: 7 }, sub: "x" }, claimsToSuppress: ["given_name"] },
      accessTokenGeneration: { claimsToAddOrOverride: { limit: 5 }, scopesToAdd: ["api/read"] },
      groupOverrideDetails: { groupsToOverride: ["a"] },
    };
    triggersDo({ TokenGeneration_HostedAuth: responds({ claimsAndScopeOverrideDetails: details }) });
    const tokens = await tokensFor(pool, { response: { nameId: somebody() } });
    const [id, access] = [decodeJwt(tokens.id_token), decodeJwt(tokens.access_token)];
    expect(id).toMatchObject({ desk: { floor: 7 }, "cognito:groups": ["a"], sub: access.sub });
    expect(id).not.toHaveProperty("given_name");
    expect(access).toMatchObject({ limit: 5, "cognito:groups": ["a"] });
    expect(access.scope).toBe("aws.cognito.signin.user.admin email openid profile api/read");

    triggersDo();
    const form = { grant_type: "refresh_token", refresh_token: tokens.refresh_token, client_id: clientId };
    const refreshed = (await (await tokenRequest(pool, form)).json()) as TokenAnswer;
    expect(decodeJwt(refreshed.id_token)).toMatchObject({ given_name: "Alice" });
    expect(decodeJwt(refreshed.id_token)).not.toHaveProperty("desk");
  });
});

describe("a refresh that PreTokenGeneration refuses", () => {
  test("costs nobody the token, at the token endpoint and at the API", async () => {
    const request = { client_id: rotatingClient };
    const { refresh_token } = await tokensFor(pool, { request, response: { nameId: somebody() } });
    triggersDo({ TokenGeneration_RefreshTokens: throwing("not now") });
    const form = { grant_type: "refresh_token", refresh_token, ...request };
    const refused = await tokenRequest(pool, form);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: "invalid_request", error_description: "PreTokenGeneration failed with error not now." },
    ]);
    const command = new GetTokensFromRefreshTokenCommand({ ClientId: rotatingClient, RefreshToken: refresh_token });
    expect(await thrown(pool.sdk.send(command))).toEqual([
      "UserLambdaValidationException",
      "PreTokenGeneration failed with error not now.",
      400,
    ]);
    triggersDo();
    expect((await tokenRequest(pool, form)).status).toBe(200);
  });

  test("hears what the application says", async () => {
    const { refresh_token } = await tokensFor(pool, { response: { nameId: somebody() } });
    triggersDo();
    const ClientMetadata = { device: "7" };
    await pool.sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: refresh_token, ClientMetadata }),
    );
    expect(eventOf("TokenGeneration_RefreshTokens")?.request).toMatchObject({ clientMetadata: ClientMetadata });
  });
});

describe("case 14, inside PreSignUp: a handler that links the identity to a user", () => {
  /** The handler's link, made while the first sign-in waits. */
  const linking = (SourceUser: ProviderUserIdentifierType, username: string): Behaviour => {
    const DestinationUser = { ProviderName: "CorpSAML", ProviderAttributeValue: username };
    return async (event) => {
      await pool.sdk.send(new AdminLinkProviderForUserCommand({ UserPoolId: poolId, DestinationUser, SourceUser }));
      return event;
    };
  };

  const linkedWhileArriving = async (ProviderAttributeName: string) => {
    const [owner, nameId] = [somebody(), somebody()];
    await codeFor(pool, { response: { nameId: owner } });
    const source = { ProviderName: "CorpSAML", ProviderAttributeName, ProviderAttributeValue: nameId };
    triggersDo({ PreSignUp_ExternalProvider: linking(source, owner) });
    return { owner, nameId, answer: await arriving(nameId) };
  };

  test.each(["Cognito_Subject", "email"])("by %s ends that sign-in, and the next is the other user's", async (name) => {
    const { owner, nameId, answer } = await linkedWhileArriving(name);
    expect(locationOf(answer)).toContain(
      `?${new URLSearchParams({ error_description: `Already found an entry for username ${usernameOf(nameId)}` })}&error=invalid_request`,
    );
    expect(await rowsOf(nameId)).toEqual({ users: 0, authorization_codes: 0, browser_sessions: 0 });
    triggersDo();
    const { access_token } = await tokensFor(pool, { response: { nameId } });
    expect(decodeJwt(access_token)).toMatchObject({ username: usernameOf(owner) });
    expect(sources()).toEqual(laterSignIn);
  });

  test("lets that sign-in go on, where the pool is told so", async () => {
    await pool.restart({ environment: { USER_POOL_LINKING_AT_SIGN_UP: "accepted" } });
    const { owner, nameId, answer } = await linkedWhileArriving("Cognito_Subject");
    expect(sentTo(answer).has("code")).toBe(true);
    expect(await rowsOf(nameId)).toMatchObject({ users: 0 });
    expect(eventOf("TokenGeneration_HostedAuth")).toMatchObject({ userName: usernameOf(owner) });
  });
});
