import {
  AddCustomAttributesCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListTagsForResourceCommand,
  ListUserPoolsCommand,
  SetUserPoolMfaConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { thrown } from "../testing/sdk.ts";
import { configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const create = async (given: Partial<CreateUserPoolCommandInput> = {}) =>
  (await pool.sdk.send(new CreateUserPoolCommand({ PoolName: "made by the API", ...given }))).UserPool ?? {};
const idOfNew = async (given: Partial<CreateUserPoolCommandInput> = {}) => (await create(given)).Id ?? "";
const update = (UserPoolId: string, given: Omit<UpdateUserPoolCommandInput, "UserPoolId"> = {}) =>
  pool.sdk.send(new UpdateUserPoolCommand({ UserPoolId, ...given }));
const describePool = async (UserPoolId: string) =>
  (await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool ?? {};
const remove = (UserPoolId: string) => pool.sdk.send(new DeleteUserPoolCommand({ UserPoolId }));
const gone = (id: string) => ["ResourceNotFoundException", `User pool ${id} does not exist.`, 400];

describe("CreateUserPool", () => {
  test("makes a pool with Cognito's defaults, with keys and an issuer of its own", async () => {
    const made = await create();
    expect(made).toMatchObject({
      Id: expect.stringMatching(/^us-east-1_[0-9A-Za-z]{9}$/),
      Name: "made by the API",
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${made.Id}`,
      MfaConfiguration: "OFF",
      DeletionProtection: "INACTIVE",
      UserPoolTier: "ESSENTIALS",
      EstimatedNumberOfUsers: 0,
      LambdaConfig: {},
      UserPoolTags: {},
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
      EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
      },
    });
    // Cognito leaves it out where nobody chose; such a pool is case sensitive.
    expect(made).not.toHaveProperty("UsernameConfiguration");
    expect(await describePool(made.Id ?? "")).toEqual(made);
    const keySet = async (id: string | undefined) =>
      (await (await fetch(`${pool.url}/${id}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
    const [its, ours] = await Promise.all([keySet(made.Id), keySet(poolId)]);
    expect(its.keys).toHaveLength(2);
    expect(its.keys.map(({ kid }) => kid)).not.toEqual(expect.arrayContaining([ours.keys[0]?.kid]));
    expect((await create()).Id).not.toBe(made.Id);
  });

  test("keeps what is given", async () => {
    const given = {
      UsernameConfiguration: { CaseSensitive: false },
      UsernameAttributes: ["email" as const],
      AutoVerifiedAttributes: ["email" as const],
      EmailVerificationSubject: "code",
      EmailVerificationMessage: "code {####}",
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "id" },
      EmailConfiguration: { EmailSendingAccount: "DEVELOPER" as const, From: "pool@example.com" },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 3 },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_email" as const }] },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email" as const] },
      UserPoolTags: { team: "traders" },
      UserPoolTier: "PLUS" as const,
      DeletionProtection: "ACTIVE" as const,
    };
    const Schema = [
      { Name: "email", Required: true, Mutable: true, AttributeDataType: "String" as const },
      {
        Name: "desk",
        AttributeDataType: "Number" as const,
        NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" },
      },
    ];
    const id = await idOfNew({ ...given, Schema });
    const { SchemaAttributes, ...described } = await describePool(id);
    expect(described).toMatchObject(given);
    expect(SchemaAttributes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Name: "email", Required: true }),
        expect.objectContaining({ Name: "custom:desk", NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" } }),
        expect.objectContaining({ Name: "sub", Required: true, Mutable: false }),
      ]),
    );
  });

  // [refused, message, allowed]
  test.each<[Partial<CreateUserPoolCommandInput>, RegExp, Partial<CreateUserPoolCommandInput>]>([
    [{ PoolName: "a/b" }, /Value 'a\/b' at 'poolName' failed to satisfy constraint/, { PoolName: "a=b" }],
    [
      { Policies: { PasswordPolicy: { MinimumLength: 5 } } },
      /Value '5' at 'policies\.passwordPolicy\.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6/,
      { Policies: { PasswordPolicy: { MinimumLength: 6 } } },
    ],
    [
      { UsernameAttributes: ["email"], AliasAttributes: ["email"] },
      /AliasAttributes: expected one of UsernameAttributes and AliasAttributes/,
      { AliasAttributes: ["email"] },
    ],
    [
      { Schema: [{ Name: "desk", Required: true }] },
      /Required custom attributes are not supported currently/,
      { Schema: [{ Name: "desk" }] },
    ],
    [
      { Schema: [{ Name: "desk" }, { Name: "desk" }] },
      /^custom:desk: Existing attribute already has name custom:desk\.$/,
      { Schema: [{ Name: "desk" }, { Name: "Desk" }] },
    ],
    [
      { Schema: [{ Name: "desk", DeveloperOnlyAttribute: true }] },
      /Developer-only attributes are not supported/,
      { Schema: [{ Name: "desk", DeveloperOnlyAttribute: false }] },
    ],
    [{ MfaConfiguration: "ON" }, /SetUserPoolMfaConfig turns on software tokens/, { MfaConfiguration: "OFF" }],
    [
      { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } },
      /^DeviceConfiguration is not supported/,
      { DeviceConfiguration: undefined },
    ],
    [
      { LambdaConfig: { KMSKeyID: "arn:aws:kms:us-east-1:000000000000:key/1" } },
      /^LambdaConfig\.KMSKeyID is not supported/,
      { LambdaConfig: {} },
    ],
    [
      { LambdaConfig: { PreSignUp: "arn:aws:lambda:us-east-1:000000000000:function:unlisted" } },
      /LambdaConfig\.PreSignUp: .* does not list the function arn:aws:lambda:.*:unlisted/,
      { LambdaConfig: {} },
    ],
    [
      { UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } },
      /threat protection is not supported/,
      { UserPoolAddOns: { AdvancedSecurityMode: "OFF" } },
    ],
    [
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["WEB_AUTHN"] } } },
      /no other first factor is supported/,
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } } },
    ],
    [
      { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
      /confirmation by a link is not supported/,
      { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" } },
    ],
  ])("refuses %j", async (refused, message, allowed) => {
    const [type, told, status] = await thrown(create(refused));
    expect([type, status]).toEqual(["InvalidParameterException", 400]);
    expect(told).toMatch(message);
    await create(allowed);
  });
});

describe("UpdateUserPool", () => {
  test("case 24: replaces all, so that what is left out goes back to its default", async () => {
    const id = await idOfNew({
      UsernameConfiguration: { CaseSensitive: false },
      AliasAttributes: ["email"],
      Schema: [{ Name: "desk" }],
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      EmailVerificationSubject: "code",
    });
    await update(id, { EmailVerificationMessage: "code {####}" });
    const described = await describePool(id);
    expect(described).toMatchObject({
      Name: "made by the API",
      EmailVerificationMessage: "code {####}",
      UsernameConfiguration: { CaseSensitive: false },
      AliasAttributes: ["email"],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireSymbols: true } },
    });
    expect(described).not.toHaveProperty("EmailVerificationSubject");
    expect(described.SchemaAttributes).toContainEqual(expect.objectContaining({ Name: "custom:desk" }));
    await update(id, { PoolName: "renamed" });
    expect(await describePool(id)).toMatchObject({ Name: "renamed" });
  });

  test("changes nothing when it is refused", async () => {
    const id = await idOfNew({ EmailVerificationSubject: "code" });
    const before = await describePool(id);
    expect((await thrown(update(id, { MfaConfiguration: "OPTIONAL" })))[0]).toBe("InvalidParameterException");
    expect(await describePool(id)).toEqual(before);
    expect(await thrown(update("us-east-1_Nobody123"))).toEqual(gone("us-east-1_Nobody123"));
  });
});

describe("DeleteUserPool", () => {
  test("takes all that is in the pool with it", async () => {
    const UserPoolId = await idOfNew();
    await pool.sdk.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "app" }));
    await remove(UserPoolId);
    for (const asked of [describePool(UserPoolId), remove(UserPoolId)])
      expect(await thrown(asked)).toEqual(gone(UserPoolId));
    expect(await pool.admin("user_pool.clients").where({ pool_id: UserPoolId })).toEqual([]);
  });

  test("waits until deletion protection is off", async () => {
    const id = await idOfNew({ DeletionProtection: "ACTIVE" });
    expect(await thrown(remove(id))).toEqual([
      "InvalidParameterException",
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      400,
    ]);
    await update(id, { DeletionProtection: "INACTIVE" });
    await remove(id);
  });

  test("leaves the pool of the file", async () => {
    expect((await thrown(remove(poolId)))[1]).toMatch(/declared by the pool's file/);
    expect(await describePool(poolId)).toMatchObject({ Id: poolId });
  });
});

describe("AddCustomAttributes", () => {
  test("adds to the schema what is not there yet", async () => {
    const UserPoolId = await idOfNew({ Schema: [{ Name: "desk" }] });
    const add = (...CustomAttributes: { Name: string; Mutable?: boolean; Required?: boolean }[]) =>
      pool.sdk.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes }));
    await add({ Name: "floor", Mutable: false }, { Name: "email" });
    const { SchemaAttributes } = await describePool(UserPoolId);
    expect(SchemaAttributes).toContainEqual(expect.objectContaining({ Name: "custom:floor", Mutable: false }));
    expect(SchemaAttributes).toContainEqual(expect.objectContaining({ Name: "custom:email" }));
    expect(SchemaAttributes).toContainEqual(expect.objectContaining({ Name: "email", Required: false }));
    expect((await thrown(add({ Name: "room" }, { Name: "desk" }))).slice(0, 2)).toEqual([
      "InvalidParameterException",
      "custom:desk: Existing attribute already has name custom:desk.",
    ]);
    expect((await thrown(add({ Name: "room", Required: true })))[1]).toMatch(/Required custom attributes/);
    expect((await describePool(UserPoolId)).SchemaAttributes).toEqual(SchemaAttributes);
  });
});

describe("SetUserPoolMfaConfig", () => {
  test("replaces the second factors", async () => {
    const UserPoolId = await idOfNew();
    const set = (given: object) => pool.sdk.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...given }));
    const get = async () => {
      const { $metadata: _, ...config } = await pool.sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
      return config;
    };
    expect(await get()).toEqual({ MfaConfiguration: "OFF" });
    const tokens = { SoftwareTokenMfaConfiguration: { Enabled: true } };
    expect(await set({ MfaConfiguration: "OPTIONAL", ...tokens })).toMatchObject({ MfaConfiguration: "OPTIONAL" });
    expect(await get()).toEqual({ MfaConfiguration: "OPTIONAL", ...tokens });
    expect(await describePool(UserPoolId)).toMatchObject({ MfaConfiguration: "OPTIONAL" });
    await update(UserPoolId, { MfaConfiguration: "ON" });
    expect(await get()).toEqual({ MfaConfiguration: "ON", ...tokens });
    expect(await thrown(set({ MfaConfiguration: "OFF", ...tokens }))).toEqual([
      "InvalidParameterException",
      "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
      400,
    ]);
    expect((await thrown(set({ MfaConfiguration: "ON" })))[0]).toBe("InvalidParameterException");
    const mail = { EmailMfaConfiguration: { Message: "code {####}", Subject: "code" } };
    expect((await thrown(set({ MfaConfiguration: "ON", ...tokens, ...mail })))[1]).toMatch(
      /^EmailMfaConfiguration is not supported/,
    );
    expect(await get()).toEqual({ MfaConfiguration: "ON", ...tokens });
    await set({});
    expect(await get()).toEqual({ MfaConfiguration: "OFF" });
  });
});

describe("tags", () => {
  test("are set, listed and taken away by the pool's ARN", async () => {
    const { Arn: ResourceArn } = await create({ UserPoolTags: { team: "traders" } });
    const tagsOf = async () => (await pool.sdk.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
    const tag = (Tags: Record<string, string>) => pool.sdk.send(new TagResourceCommand({ ResourceArn, Tags }));
    await tag({ team: "risk", stage: "test" });
    expect(await tagsOf()).toEqual({ team: "risk", stage: "test" });
    await pool.sdk.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["team", "unknown"] }));
    expect(await tagsOf()).toEqual({ stage: "test" });
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, ""]));
    expect((await thrown(tag(many(50))))[0]).toBe("InvalidParameterException");
    await tag(many(49));
    const elsewhere = { ResourceArn: "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Nobody123" };
    expect(await thrown(pool.sdk.send(new ListTagsForResourceCommand(elsewhere)))).toEqual(gone("us-east-1_Nobody123"));
    const nonsense = { ResourceArn: "arn:aws:s3:us-east-1:000000000000:bucket" };
    expect((await thrown(pool.sdk.send(new ListTagsForResourceCommand(nonsense))))[0]).toBe(
      "InvalidParameterException",
    );
  });
});

test("a pool that the file names no more stays, and may be deleted", async () => {
  const config = configOf(pool.idp);
  const other = "us-east-1_OtherPool";
  await pool.restart({ config: { ...config, UserPool: { ...config.UserPool, Id: other } } });
  expect(await describePool(poolId)).toMatchObject({ Name: "tests" });
  expect((await thrown(remove(other)))[1]).toMatch(/declared by the pool's file/);
  await pool.restart();
  expect((await thrown(remove(poolId)))[1]).toMatch(/declared by the pool's file/);
  await remove(other);
});

test("the file cannot take a client that the API made in another pool", async () => {
  const UserPoolId = await idOfNew();
  const { UserPoolClient } = await pool.sdk.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "app" }));
  const config = configOf(pool.idp);
  const [first, ...others] = config.UserPoolClients;
  const UserPoolClients = [{ ...first, ClientId: UserPoolClient?.ClientId }, ...others];
  await expect(pool.restart({ config: { ...config, UserPoolClients } })).rejects.toThrow(
    `which the API made in pool ${UserPoolId}`,
  );
  await pool.restart();
  expect(await pool.admin("user_pool.clients").where({ pool_id: UserPoolId })).toHaveLength(1);
});

test("a restart leaves the API's pools as they are, and makes the file's own as the file says", async () => {
  const made = await create({ UserPoolTags: { made: "here" } });
  const id = made.Id ?? "";
  const { UserPoolClient } = await pool.sdk.send(
    new CreateUserPoolClientCommand({ UserPoolId: id, ClientName: "app" }),
  );
  await update(poolId, { PoolName: "changed meanwhile" });
  await pool.restart();
  expect(await describePool(id)).toEqual(made);
  expect(await pool.admin("user_pool.clients").where({ id: UserPoolClient?.ClientId ?? "" })).toHaveLength(1);
  expect(await describePool(poolId)).toMatchObject({ Name: "tests" });
  const { UserPools } = await pool.sdk.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  expect(UserPools?.map(({ Id }) => Id)).toEqual(expect.arrayContaining([id, poolId]));
});
