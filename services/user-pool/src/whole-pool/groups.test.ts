import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { thrown } from "../testing/sdk.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const UserPoolId = poolId;
const automatic = `${poolId}_CorpSAML`;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const create = (GroupName: string, more: object = {}) =>
  pool.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName, ...more }));
const get = (GroupName: string) => pool.sdk.send(new GetGroupCommand({ UserPoolId, GroupName }));
const update = (GroupName: string, more: object) =>
  pool.sdk.send(new UpdateGroupCommand({ UserPoolId, GroupName, ...more }));
const remove = (GroupName: string) => pool.sdk.send(new DeleteGroupCommand({ UserPoolId, GroupName }));
const join = (Username: string, GroupName: string) =>
  pool.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
const leave = (Username: string, GroupName: string) =>
  pool.sdk.send(new AdminRemoveUserFromGroupCommand({ UserPoolId, Username, GroupName }));
const groupsOf = async (Username: string) => {
  const { Groups } = await pool.sdk.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
  return (Groups ?? []).map(({ GroupName }) => GroupName);
};
const membersOf = async (GroupName: string) => {
  const { Users } = await pool.sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName }));
  return (Users ?? []).map(({ Username }) => Username);
};

const groupMissing = ["ResourceNotFoundException", "Group not found.", 400];
const userMissing = ["UserNotFoundException", "User does not exist.", 400];

describe("a group", () => {
  test("is created, read, changed in what is named, and deleted", async () => {
    const given = { Description: "Those who trade", RoleArn: role("trader"), Precedence: 0 };
    const { Group } = await create("traders", given);
    expect(Group).toEqual({
      GroupName: "traders",
      UserPoolId,
      ...given,
      CreationDate: expect.any(Date),
      LastModifiedDate: expect.any(Date),
    });
    expect((await get("traders")).Group).toEqual(Group);
    const changed = (await update("traders", { Precedence: 5 })).Group;
    expect(changed).toMatchObject({ ...given, Precedence: 5, CreationDate: Group?.CreationDate });
    expect(changed?.LastModifiedDate?.getTime()).toBeGreaterThan(Group?.LastModifiedDate?.getTime() ?? Infinity);
    expect((await get("traders")).Group).toEqual(changed);
    await remove("traders");
    expect(await thrown(get("traders"))).toEqual(groupMissing);
  });

  test("has no members of the answer that it was not given", async () => {
    const { Group } = await create("plain");
    expect(Object.keys(Group ?? {}).sort()).toEqual(["CreationDate", "GroupName", "LastModifiedDate", "UserPoolId"]);
  });

  test("has a name of its own, with its case in a pool that tells the cases apart", async () => {
    await create("Readers");
    expect(await thrown(create("Readers"))).toEqual([
      "GroupExistsException",
      "A group with the name already exists.",
      400,
    ]);
    await create("READERS");
  });

  test("is created once by many who ask at the same time", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => create("contested")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason.name).toBe("GroupExistsException");
  });

  // [refused members, message, allowed]
  test.each<[object, string, object]>([
    [
      { GroupName: "with blank" },
      "Value 'with blank' at 'groupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
      { GroupName: "without-blank" },
    ],
    [
      { GroupName: "g".repeat(129) },
      `Value '${"g".repeat(129)}' at 'groupName' failed to satisfy constraint: Member must have length less than or equal to 128`,
      { GroupName: "g".repeat(128) },
    ],
    [
      { Precedence: -1 },
      "Value '-1' at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0",
      { Precedence: 2_147_483_647 },
    ],
    [
      { Precedence: 2_147_483_648 },
      "Value '2147483648' at 'precedence' failed to satisfy constraint: Member must have value less than or equal to 2147483647",
      { Precedence: 0 },
    ],
    [
      { Description: "d".repeat(2_049) },
      `Value '${"d".repeat(2_049)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 2048`,
      { Description: "d".repeat(2_048) },
    ],
    [
      { RoleArn: "arn:aws:iam::role/no-account" },
      "Value 'arn:aws:iam::role/no-account' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?",
      { RoleArn: role("reader") },
    ],
  ])("is refused %j", async (refused, message, allowed) => {
    const name = `constraint-${Math.random()}`;
    expect(await thrown(create(name, refused))).toEqual([
      "InvalidParameterException",
      `1 validation error detected: ${message}`,
      400,
    ]);
    await create(name, allowed);
  });

  test("that does not exist is not read, changed, deleted or joined; one that exists is", async () => {
    const Username = "CorpSAML_alice@example.com";
    await tokensFor(pool);
    const uses = (name: string) => [
      () => get(name),
      () => update(name, { Description: "d" }),
      () => join(Username, name),
      () => membersOf(name),
      () => leave(Username, name),
      () => remove(name),
    ];
    for (const use of uses("nobody")) expect(await thrown(use())).toEqual(groupMissing);
    await create("somebody");
    for (const use of uses("somebody")) await use();
  });

  test("of a pool that does not exist is not found either", async () => {
    const UserPoolId = "us-east-1_Unknown12";
    for (const command of [
      new CreateGroupCommand({ UserPoolId, GroupName: "g" }),
      new GetGroupCommand({ UserPoolId, GroupName: "g" }),
      new ListGroupsCommand({ UserPoolId }),
    ])
      expect(await thrown(pool.sdk.send(command as ListGroupsCommand))).toEqual([
        "ResourceNotFoundException",
        `User pool ${UserPoolId} does not exist.`,
        400,
      ]);
  });
});

describe("membership", () => {
  const response = { nameId: "member@example.com" };
  const Username = "CorpSAML_member@example.com";
  beforeAll(() => tokensFor(pool, { response }));

  test("begins once and ends once, and repeating either is no error", async () => {
    await create("club");
    for (const _time of [1, 2]) await join(Username, "club");
    expect(await groupsOf(Username)).toEqual(["club", automatic]);
    expect(await membersOf("club")).toEqual([Username]);
    for (const _time of [1, 2]) await leave(Username, "club");
    expect(await groupsOf(Username)).toEqual([automatic]);
    expect(await membersOf("club")).toEqual([]);
  });

  test("is for users who exist", async () => {
    await create("exclusive");
    for (const use of [join, leave]) expect(await thrown(use("CorpSAML_nobody", "exclusive"))).toEqual(userMissing);
    expect(await thrown(groupsOf("CorpSAML_nobody"))).toEqual(userMissing);
    for (const use of [join, leave]) await use(Username, "exclusive");
  });

  test("ends with the group, and not the user", async () => {
    await create("passing");
    await join(Username, "passing");
    await remove("passing");
    expect(await groupsOf(Username)).toEqual([automatic]);
  });

  test("shows in tokens in the order of precedence, with the roles in the id token", async () => {
    await create("a-last", { RoleArn: role("last") });
    await create("b-second", { Precedence: 10 });
    await create("c-first", { Precedence: 1, RoleArn: role("first") });
    const before = await tokensFor(pool, { response });
    expect(decodeJwt(before.id_token)["cognito:groups"]).toEqual([automatic]);
    expect(decodeJwt(before.id_token)).not.toHaveProperty(["cognito:roles"]);
    for (const name of ["a-last", "b-second", "c-first"]) await join(Username, name);
    const { id_token, access_token } = await tokensFor(pool, { response });
    const groups = ["c-first", "b-second", "a-last", automatic];
    expect(decodeJwt(id_token)).toMatchObject({
      "cognito:groups": groups,
      "cognito:roles": [role("first"), role("last")],
      "cognito:preferred_role": role("first"),
    });
    expect(decodeJwt(access_token)).toMatchObject({ "cognito:groups": groups });
    expect(decodeJwt(access_token)).not.toHaveProperty(["cognito:roles"]);
  });

  test("of the automatic group is an ordinary one, without which users sign in, too", async () => {
    expect((await get(automatic)).Group?.Description).toBe("Autogenerated group for users who sign in using CorpSAML");
    await remove(automatic);
    const first = await tokensFor(pool, { response: { nameId: "groupless@example.com" } });
    expect(decodeJwt(first.id_token)).not.toHaveProperty(["cognito:groups"]);
    await create(automatic);
    const second = await tokensFor(pool, { response: { nameId: "grouped@example.com" } });
    expect(decodeJwt(second.id_token)["cognito:groups"]).toEqual([automatic]);
  });
});

describe("listings", () => {
  const names = ["page-1", "page-2", "page-3", "page-4", "page-5"];
  const users = ["u1", "u2", "u3"].map((name) => `CorpSAML_${name}@pages.example.com`);
  beforeAll(async () => {
    for (const name of names) await create(name);
    for (const username of users) {
      await tokensFor(pool, { response: { nameId: username.replace("CorpSAML_", "") } });
      for (const name of names) await join(username, name);
    }
  });

  type Listing = (NextToken?: string) => Promise<{ names: (string | undefined)[]; next: string | undefined }>;
  const listings: [string, Listing, readonly string[]][] = [
    [
      "ListGroups",
      async (NextToken) => {
        const page = await pool.sdk.send(new ListGroupsCommand({ UserPoolId, Limit: 2, NextToken }));
        return { names: (page.Groups ?? []).map(({ GroupName }) => GroupName), next: page.NextToken };
      },
      names,
    ],
    [
      "AdminListGroupsForUser",
      async (NextToken) => {
        const input = { UserPoolId, Username: users[0], Limit: 2, NextToken };
        const page = await pool.sdk.send(new AdminListGroupsForUserCommand(input));
        return { names: (page.Groups ?? []).map(({ GroupName }) => GroupName), next: page.NextToken };
      },
      names,
    ],
    [
      "ListUsersInGroup",
      async (NextToken) => {
        const input = { UserPoolId, GroupName: "page-1", Limit: 2, NextToken };
        const page = await pool.sdk.send(new ListUsersInGroupCommand(input));
        return { names: (page.Users ?? []).map(({ Username }) => Username), next: page.NextToken };
      },
      users,
    ],
  ];

  test.each(listings)("%s goes through all pages, each name once", async (_name, page, expected) => {
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const { names: found, next } = await page(token);
      expect(found.length).toBeLessThanOrEqual(2);
      seen.push(...found);
      token = next;
    } while (token);
    expect(seen).toEqual(expect.arrayContaining([...expected]));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test.each(listings)("%s refuses a token that it did not give", async (_name, page) => {
    expect(await thrown(page("AA"))).toEqual(["InvalidParameterException", "Invalid pagination token.", 400]);
  });

  test("ListUsersInGroup tells of users as ListUsers does", async () => {
    const { Users } = await pool.sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: "page-1" }));
    expect(Users?.[0]).toMatchObject({ Username: users[0], UserStatus: "EXTERNAL_PROVIDER", Enabled: true });
    expect(Users?.[0]?.Attributes).toEqual(expect.arrayContaining([{ Name: "email", Value: "u1@pages.example.com" }]));
  });

  test.each([
    [61, "Member must have value less than or equal to 60", 60],
    [-1, "Member must have value greater than or equal to 0", 0],
  ])("a limit of %d is refused", async (Limit, message, allowed) => {
    const [, said] = await thrown(pool.sdk.send(new ListGroupsCommand({ UserPoolId, Limit })));
    expect(said).toContain(message);
    await pool.sdk.send(new ListGroupsCommand({ UserPoolId, Limit: allowed }));
  });
});

describe("after another start", () => {
  test("groups and memberships are as they were, with the file applied anew", async () => {
    const Username = "CorpSAML_kept@example.com";
    await tokensFor(pool, { response: { nameId: "kept@example.com" } });
    await create("kept", { Precedence: 3 });
    await join(Username, "kept");
    await pool.restart();
    expect((await get("kept")).Group).toMatchObject({ Precedence: 3 });
    expect(await groupsOf(Username)).toEqual(["kept", automatic]);
  });

  test("a pool that does not tell the cases apart refuses a name in another case", async () => {
    await create("cased");
    const config = configOf(pool.idp);
    const UserPool = { ...config.UserPool, UsernameConfiguration: { CaseSensitive: false } };
    await pool.restart({ config: { ...config, UserPool } });
    expect((await thrown(create("CASED")))[0]).toBe("GroupExistsException");
    const outcomes = await Promise.allSettled(["many", "Many", "MANY"].map((name) => create(name)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
