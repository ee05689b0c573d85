import {
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  AdminListGroupsForUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { thrown } from "../testing/sdk.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const UserPoolId = poolId;
const merging = "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link";

/** A user whom no provider knows, as sign-up makes one. */
const nativeUser = async (username: string) => {
  const sub = crypto.randomUUID();
  const now = new Date();
  await pool.admin("user_pool.users").insert({
    pool_id: poolId,
    username,
    sub,
    status: "CONFIRMED",
    attributes: JSON.stringify({ email: `${username}@pool.example.com`, name: "Own" }),
    created_at: now,
    modified_at: now,
  });
  return sub;
};

const source = (ProviderAttributeName: string, ProviderAttributeValue: string) => ({
  ProviderName: "CorpSAML",
  ProviderAttributeName,
  ProviderAttributeValue,
});
const bySubject = (nameId: string) => source("Cognito_Subject", nameId);
const byEmail = (email: string) => source("email", email);

const link = (username: string, SourceUser: ReturnType<typeof source>, ProviderName = "Cognito") =>
  pool.sdk.send(
    new AdminLinkProviderForUserCommand({
      UserPoolId,
      DestinationUser: { ProviderName, ProviderAttributeValue: username },
      SourceUser,
    }),
  );
const unlink = (User: ReturnType<typeof source>) =>
  pool.sdk.send(new AdminDisableProviderForUserCommand({ UserPoolId, User }));

const signIn = async (nameId: string) => decodeJwt((await tokensFor(pool, { response: { nameId } })).id_token);
const user = async (Username: string) => {
  const { UserAttributes = [], UserStatus } = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
  const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  return { ...attributes, identities: JSON.parse(attributes.identities ?? "[]"), UserStatus };
};
const exists = async (Username: string) => (await thrown(user(Username)))[0] !== "UserNotFoundException";
const invalid = (message: string) => ["InvalidParameterException", message, 400];

describe("case 14: AdminLinkProviderForUser before the first sign-in", () => {
  test.each([
    ["by Cognito_Subject", "anna", bySubject("anna@example.com"), "anna@example.com"],
    ["by a mapped attribute", "bert", byEmail("bert@example.com"), "bert@example.com"],
  ])(
    "%s makes it a sign-in of the destination: its sub, name, status, and no group",
    async (_how, name, from, nameId) => {
      const sub = await nativeUser(name);
      await link(name, from);
      expect((await user(name)).identities).toMatchObject([
        { userId: from.ProviderAttributeValue, providerName: "CorpSAML", primary: false, issuer: null },
      ]);
      const claims = await signIn(nameId);
      expect(claims).toMatchObject({
        sub,
        "cognito:username": name,
        identities: [{ userId: nameId, providerName: "CorpSAML", primary: "false", issuer: pool.idp.entityId }],
      });
      expect(claims["cognito:groups"]).toBeUndefined();
      expect(await user(name)).toMatchObject({ UserStatus: "CONFIRMED", email: nameId, name: "Own" });
      const { Groups } = await pool.sdk.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: name }));
      expect(Groups).toEqual([]);
      expect(await exists(`CorpSAML_${nameId}`)).toBe(false);
      expect((await signIn(nameId)).sub).toBe(sub);
    },
  );

  test("to a federated user, who keeps its own identity as the primary one", async () => {
    const { sub } = await signIn("carl@example.com");
    await link("carl@example.com", bySubject("carl.2@example.com"), "CorpSAML");
    const claims = await signIn("carl.2@example.com");
    expect(claims).toMatchObject({ sub, "cognito:username": "CorpSAML_carl@example.com" });
    expect((await user("CorpSAML_carl@example.com")).identities).toMatchObject([
      { userId: "carl@example.com", primary: true },
      { userId: "carl.2@example.com", primary: false },
    ]);
  });

  test("by an attribute leaves others with other values alone", async () => {
    await nativeUser("dora");
    await link("dora", byEmail("dora@example.com"));
    expect((await signIn("other@example.com"))["cognito:username"]).toBe("CorpSAML_other@example.com");
  });
});

describe("AdminLinkProviderForUser is refused", () => {
  test("after the source's own sign-in, by its NameID and by its attribute", async () => {
    await nativeUser("emil");
    await signIn("emil@example.com");
    expect(await thrown(link("emil", bySubject("emil@example.com")))).toEqual(invalid(merging));
    expect(await thrown(link("emil", byEmail("emil@example.com")))).toEqual(invalid(merging));
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username: "CorpSAML_emil@example.com" }));
    await link("emil", bySubject("emil@example.com"));
  });

  test.each([
    ["Cognito_Subject", "frida"],
    ["email", "frieda"],
  ])("for a source that is linked already (%s)", async (attribute, name) => {
    await nativeUser(name);
    await nativeUser(`${name}-2`);
    await link(name, source(attribute, `${name}@example.com`));
    expect(await thrown(link(name, source(attribute, `${name}@example.com`)))).toEqual(
      invalid("SourceUser is already linked to DestinationUser"),
    );
    expect(await thrown(link(`${name}-2`, source(attribute, `${name}@example.com`)))).toEqual(
      invalid("SourceUser is already linked to another user"),
    );
  });

  test("for the sixth source, even of several at once", async () => {
    await nativeUser("greta");
    const all = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6, 7].map((number) =>
        link("greta", number % 2 ? bySubject(`greta.${number}`) : byEmail(`greta.${number}`)),
      ),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect((await thrown(link("greta", bySubject("greta.8"))))[0]).toBe("LimitExceededException");
    expect((await user("greta")).identities).toHaveLength(5);
  });

  test("for a destination, a provider or an attribute that does not exist", async () => {
    await nativeUser("hans");
    const from = bySubject("hans@example.com");
    expect((await thrown(link("nobody", from)))[0]).toBe("UserNotFoundException");
    expect((await thrown(link("nobody@example.com", from, "CorpSAML")))[0]).toBe("UserNotFoundException");
    expect(await thrown(link("hans", { ...from, ProviderName: "Nobody" }))).toEqual(
      invalid(`The provider Nobody does not exist for User Pool ${poolId}.`),
    );
    expect((await thrown(link("hans", source("phone_number", "+1"))))[0]).toBe("InvalidParameterException");
    expect((await thrown(link("hans", bySubject("x".repeat(200)))))[0]).toBe("InvalidParameterException");
    expect((await user("hans")).identities).toEqual([]);
  });
});

describe("AdminDisableProviderForUser", () => {
  test("unties before the first sign-in by the attribute of the link", async () => {
    await nativeUser("ida");
    await link("ida", byEmail("ida@example.com"));
    await unlink(byEmail("ida@example.com"));
    expect((await user("ida")).identities).toEqual([]);
    expect((await signIn("ida@example.com"))["cognito:username"]).toBe("CorpSAML_ida@example.com");
  });

  test("unties after it by Cognito_Subject alone, and who signs in next is a new user", async () => {
    const sub = await nativeUser("jan");
    await link("jan", byEmail("jan@example.com"));
    expect((await signIn("jan@example.com")).sub).toBe(sub);
    expect((await thrown(unlink(byEmail("jan@example.com"))))[0]).toBe("UserNotFoundException");
    await unlink(bySubject("jan@example.com"));
    expect(await signIn("jan@example.com")).toMatchObject({
      sub: expect.not.stringContaining(sub),
      "cognito:username": "CorpSAML_jan@example.com",
    });
  });

  test("does not touch a profile that the provider's own sign-in has made, nor passwords", async () => {
    await signIn("kurt@example.com");
    expect((await thrown(unlink(bySubject("kurt@example.com"))))[0]).toBe("UserNotFoundException");
    expect((await thrown(unlink({ ...bySubject("kurt"), ProviderName: "Cognito" })))[0]).toBe(
      "InvalidParameterException",
    );
    expect((await signIn("kurt@example.com"))["cognito:username"]).toBe("CorpSAML_kurt@example.com");
  });
});
