import { afterEach, describe, expect, test } from "@jest/globals";
import { fetch } from "undici";
import { call } from "./api.ts";
import { signIn, tokenIn } from "./sign-in.ts";
import { outputs } from "./target.ts";

/** Her groups at the identity provider are all that gives her anything: config/entitlements.yaml does not name her. */
const erin = "erin@example.com";
const group = "CorpSAML_auditors";

const post = async (url: string, body: object, headers: Readonly<Record<string, string>>) => {
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${await response.text()}`);
};

/** From her next sign-in on, the identity provider has her in these groups. */
const regroup = (...groups: string[]) =>
  post(
    `${outputs().identityProviders[0]!.url}/control/groups`,
    { person: erin, groups },
    { "content-type": "application/json" },
  );
afterEach(() => regroup("auditors"));

const tokenOf = async () => tokenIn(await signIn(erin), "access");

const groupsIn = (token: string): readonly string[] =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())["cognito:groups"];

/** What the role of an auditor allows, and what it does not. */
const answers = async (token: string) => [
  (await call("GET", "/trades/1", { token })).status,
  (await call("POST", "/trades/1/settlement", { token })).status,
];
const [allowed, refused] = [
  [200, 403],
  [403, 403],
];

/** UpdateUserAttributes with the user's own access token. */
const writeGroups = (token: string, value: string) =>
  post(
    outputs().userPool.endpoint,
    { AccessToken: token, UserAttributes: [{ Name: "custom:groups", Value: value }] },
    {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.UpdateUserAttributes",
    },
  );

describe("a group at the identity provider", () => {
  test("gives its people the roles of the group, from one sign-in to the next", async () => {
    const first = await tokenOf();
    expect(groupsIn(first)).toContain(group);
    expect(await answers(first)).toEqual(allowed);

    await regroup("traders", "clerks");
    const moved = await tokenOf();
    expect(groupsIn(moved)).not.toContain(group);
    expect(await answers(moved)).toEqual(refused);

    await regroup("traders", "auditors");
    expect(await answers(await tokenOf())).toEqual(allowed);

    await regroup();
    expect(await answers(await tokenOf())).toEqual(refused);
  });

  test("is not what its people write into their own profile, whether the provider sends groups or none", async () => {
    for (const groups of [["clerks"], []]) {
      await regroup(...groups);
      const before = await tokenOf();
      await writeGroups(before, "auditors");
      expect(await answers(before)).toEqual(refused);
      const after = await tokenOf();
      expect(groupsIn(after)).not.toContain(group);
      expect(await answers(after)).toEqual(refused);
    }
    await regroup("auditors");
    expect(await answers(await tokenOf())).toEqual(allowed);
  });

  test("is none of the pool's under the pool's own name for it, nor that of another provider", async () => {
    await regroup(group, `${outputs().userPool.id}_CorpSAML`, "OtherSAML_auditors");
    expect(await answers(await tokenOf())).toEqual(refused);
    await regroup(group, "auditors");
    expect(await answers(await tokenOf())).toEqual(allowed);
  });
});
