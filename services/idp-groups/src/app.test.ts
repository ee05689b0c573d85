import { describe, expect, test } from "@jest/globals";
import { idpGroups } from "./app.ts";
import { fakePool, groupClaim } from "./testing/fake-pool.ts";

const poolId = "us-east-1_AbCdEfGh1";
const userName = "CorpSAML_alice@example.com";
const automatic = `${poolId}_CorpSAML`;
const groups = ["CorpSAML_auditors", "CorpSAML_traders", "OtherSAML_auditors", "auditors", automatic];
const identity = (providerName: string, more: object = {}) => ({
  userId: "alice@example.com",
  providerName,
  providerType: "SAML",
  issuer: "https://idp.example.com",
  primary: true,
  dateCreated: 1_677_271_809_693,
  ...more,
});
const identities = (...of: object[]) => JSON.stringify(of);
const corp = identities(identity("CorpSAML"));

const event = (triggerSource: string, request: object) => ({
  version: "1",
  triggerSource,
  region: "us-east-1",
  userPoolId: poolId,
  userName,
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "1client" },
  request,
  response: {},
});

/** What a later sign-in asserts. */
const later = (value: string | undefined, providerName = "CorpSAML") =>
  event("InboundFederation_ExternalProvider", {
    providerName,
    providerType: "SAML",
    attributes: {
      samlResponse: { mail: "alice@example.com", ...(value === undefined ? {} : { [groupClaim]: value }) },
    },
  });

/** What the profile says that a first sign-in has made. */
const first = (value: string | undefined, attributes: object = {}) =>
  event("PostConfirmation_ConfirmSignUp", {
    userAttributes: {
      sub: "5c3a",
      "cognito:user_status": "EXTERNAL_PROVIDER",
      identities: corp,
      ...(value === undefined ? {} : { "custom:groups": value }),
      ...attributes,
    },
  });

type Pool = Omit<Parameters<typeof fakePool>[0], "groups">;

/** The groups in which the event leaves the user. */
const after = async (given: ReturnType<typeof event>, pool: Pool = {}) => {
  const fake = fakePool({ groups, attributes: { identities: corp }, memberships: [automatic], ...pool });
  const response = given.triggerSource.startsWith("Inbound") ? { userAttributesToMap: {} } : {};
  expect(await idpGroups(fake.client)(given)).toEqual({ ...given, response });
  return fake.memberships().filter((group) => group !== automatic);
};

const [auditors, traders] = ["CorpSAML_auditors", "CorpSAML_traders"];

describe("a sign-in through an identity provider", () => {
  // [what, value, memberships before, memberships after]
  test.each<[string, string | undefined, string[], string[]]>([
    ["joins the group that it asserts", "auditors", [], [auditors]],
    ["joins each of several", "[auditors,traders]", [], [auditors, traders]],
    ["joins no group that the pool does not have", "[auditors,clerks]", [], [auditors]],
    ["joins no group without the provider's name", "[auditors,Corp]", [], [auditors]],
    ["joins no group of another provider", "[OtherSAML_auditors,auditors]", [], [auditors]],
    ["stays where it is", "auditors", [auditors], [auditors]],
    ["leaves the group that it asserts no more", "traders", [auditors, traders], [traders]],
    ["leaves all groups where it asserts none", undefined, [auditors, traders], []],
    ["leaves all groups where it asserts a blank", "", [auditors], []],
    ["leaves no group that an administrator gave", "traders", ["auditors", "OtherSAML_auditors"], [traders]],
  ])("%s", async (_case, value, before, expected) => {
    const memberships = [automatic, ...before];
    const outcome = (await after(later(value), { memberships })).filter((group) => !isOthers(group));
    expect(outcome).toEqual(expected);
    expect(await after(later(value), { memberships })).toEqual(expect.arrayContaining(before.filter(isOthers)));
    if (before.length === 0) expect(await after(first(value))).toEqual(expected);
  });
  const isOthers = (group: string) => !group.startsWith("CorpSAML_");

  test("believes the assertion, and not what the profile says of one who has signed in before", async () => {
    const attributes = { identities: corp, "custom:groups": "auditors" };
    expect(await after(later("traders"), { attributes })).toEqual([traders]);
    expect(await after(later(undefined), { attributes })).toEqual([]);
  });

  test("reads the attribute that the provider's mapping names", async () => {
    const mapping = { "custom:groups": "memberOf" };
    expect(await after(later("traders"), { mapping })).toEqual([]);
    const given = later("traders");
    Object.assign(given.request, { attributes: { samlResponse: { memberOf: "auditors" } } });
    expect(await after(given, { mapping })).toEqual([auditors]);
    expect(await after(given, { mapping: {}, memberships: [auditors] })).toEqual([]);
  });

  test("that the pool has no profile for yet changes nothing before there is one", async () => {
    const pool = fakePool({ groups });
    await idpGroups(pool.client)(later("auditors"));
    expect(pool.calls).toEqual(["AdminGetUser"]);
    expect(await after(later("auditors"))).toEqual([auditors]);
  });

  test("leaves a user alone whose profile is not the provider's own", async () => {
    for (const own of [
      identities(),
      identities(identity("CorpSAML", { primary: false })),
      identities(identity("Corp")),
    ])
      expect(await after(later("auditors"), { attributes: { identities: own } })).toEqual([]);
    expect(await after(later("auditors"), { attributes: {} })).toEqual([]);
    const linked = identities(identity("CorpSAML"), identity("OtherSAML", { primary: false }));
    expect(await after(later("auditors"), { attributes: { identities: linked } })).toEqual([auditors]);
  });

  test("of a provider whose name begins the name of the pool joins no group that Cognito keeps for itself", async () => {
    const provider = "us-east-1";
    const given = { ...later(`[AbCdEfGh1_CorpSAML,own]`, provider), userName: `${provider}_alice` };
    const attributes = { identities: identities(identity(provider)) };
    const pool = { groups: [automatic, "us-east-1_own"], attributes };
    const fake = fakePool(pool);
    await idpGroups(fake.client)(given);
    expect(fake.memberships()).toEqual(["us-east-1_own"]);
  });
});

describe("a first sign-in", () => {
  test.each<[string, object]>([
    ["of a user with a password, who wrote the attribute", { "cognito:user_status": "CONFIRMED" }],
    ["of a user without a provider", { identities: "[]" }],
    ["through one of several providers", { identities: identities(identity("CorpSAML"), identity("OtherSAML")) }],
    ["through a provider that is not SAML", { identities: identities(identity("CorpSAML", { providerType: "OIDC" })) }],
  ])("%s joins nothing", async (_case, attributes) => {
    expect(await after(first("auditors", attributes))).toEqual([]);
    expect(await after(first("auditors"))).toEqual([auditors]);
  });

  test("goes by the provider and not by the username", async () => {
    expect(await after(first("auditors", { identities: identities(identity("OtherSAML")) }))).toEqual([
      "OtherSAML_auditors",
    ]);
  });
});

describe("the function", () => {
  test.each([
    "PostAuthentication_Authentication",
    "PostConfirmation_ConfirmForgotPassword",
    "PreSignUp_ExternalProvider",
    "TokenGeneration_HostedAuth",
  ])("returns an event of %s as it is, and asks nobody", async (source) => {
    const pool = fakePool({ groups, attributes: { identities: corp } });
    const given = { ...first("auditors"), triggerSource: source };
    expect(await idpGroups(pool.client)(given)).toBe(given);
    expect([pool.calls, pool.memberships()]).toEqual([[], []]);
  });

  test.each([
    "AdminGetUser",
    "DescribeIdentityProvider",
    "AdminListGroupsForUser",
    "AdminRemoveUserFromGroup",
    "ListGroups",
    "AdminAddUserToGroup",
  ])("refuses the sign-in, and says what to do, where it may not call %s", async (refuses) => {
    const pool = { groups, attributes: { identities: corp }, memberships: [traders] };
    await expect(idpGroups(fakePool({ ...pool, refuses }).client)(later("auditors"))).rejects.toThrow(
      /^the groups of CorpSAML_alice@example\.com could not .* \(Error: \w+ is not allowed\)\. Sign in again; .*AbCdEfGh1 and may call AdminGetUser/,
    );
    const willing = fakePool(pool);
    await idpGroups(willing.client)(later("auditors"));
    expect(willing.memberships()).toEqual([auditors]);
  });

  test("ends memberships before it begins others", async () => {
    const pool = fakePool({
      groups,
      attributes: { identities: corp },
      memberships: [traders],
      refuses: "AdminAddUserToGroup",
    });
    await expect(idpGroups(pool.client)(later("auditors"))).rejects.toThrow();
    expect(pool.memberships()).toEqual([]);
  });

  test("refuses an event that names the user otherwise than the pool, or is no event", async () => {
    const { client } = fakePool({ groups, attributes: { identities: corp } });
    const handle = idpGroups(client);
    await expect(handle({ ...later("auditors"), userName: "alice@example.com" })).rejects.toThrow(
      /expected userName to be CorpSAML_ .*; received alice@example\.com/,
    );
    await expect(handle({ ...later("auditors"), request: {} })).rejects.toThrow("providerName");
    await handle({ ...later("auditors"), userName: userName.toLowerCase() });
  });

  test("changes 300 groups with a call for each difference, ten at a time", async () => {
    const numbered = Array.from({ length: 300 }, (_, index) => `g-${index}`);
    const inPool = numbered.map((name) => `CorpSAML_${name}`);
    const pool = fakePool({ groups: inPool, attributes: { identities: corp }, memberships: inPool.slice(0, 290) });
    await idpGroups(pool.client)(later(`[${numbered.slice(5).join(",")}]`));
    expect(pool.memberships()).toEqual(inPool.slice(5).toSorted());
    const count = (name: string) => pool.calls.filter((call) => call === name).length;
    expect([count("AdminRemoveUserFromGroup"), count("AdminAddUserToGroup")]).toEqual([5, 10]);
    expect(pool.mostUnderWay()).toBe(10);
  });

  test("changes nothing any more once Cognito waits no longer", async () => {
    const numbered = Array.from({ length: 300 }, (_, index) => `g-${index}`);
    const given = later(`[${numbered.join(",")}]`);
    const inPool = numbered.map((name) => `CorpSAML_${name}`);
    const pool = fakePool({ groups: inPool, attributes: { identities: corp } });
    await expect(idpGroups(pool.client, 1)(given)).rejects.toThrow("TimeoutError");
    const asked = pool.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(pool.calls).toHaveLength(asked);
    await idpGroups(pool.client)(given);
    expect(pool.memberships()).toHaveLength(300);
  });

  test("does not list the groups of the pool for a user who is in all that are asserted", async () => {
    const pool = fakePool({ groups, attributes: { identities: corp }, memberships: [traders, auditors] });
    await idpGroups(pool.client)(later("traders"));
    expect(pool.calls).not.toContain("ListGroups");
    await idpGroups(pool.client)(later("[traders,auditors]"));
    expect(pool.calls).toContain("ListGroups");
  });
});
