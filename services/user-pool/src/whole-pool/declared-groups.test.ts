import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  CreateGroupCommand,
  GetGroupCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
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
const RoleArn = "arn:aws:iam::123456789012:role/claimed";
const groupMissing = ["ResourceNotFoundException", "Group not found.", 400];

const create = (GroupName: string, more: object = {}) =>
  pool.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName, ...more }));
const get = (GroupName: string) => pool.sdk.send(new GetGroupCommand({ UserPoolId, GroupName }));
const update = (GroupName: string, more: object) =>
  pool.sdk.send(new UpdateGroupCommand({ UserPoolId, GroupName, ...more }));
const join = (Username: string, GroupName: string) =>
  pool.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
const groupsOf = async (Username: string) => {
  const { Groups } = await pool.sdk.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
  return (Groups ?? []).map(({ GroupName }) => GroupName);
};
const membersOf = async (GroupName: string) => {
  const { Users } = await pool.sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName }));
  return (Users ?? []).map(({ Username }) => Username);
};

describe("the groups of the pool's file", () => {
  const Username = "CorpSAML_declared@example.com";
  const startWith = (...Groups: object[]) => pool.restart({ config: { ...configOf(pool.idp), Groups } });
  beforeAll(() => tokensFor(pool, { response: { nameId: "declared@example.com" } }));

  test("are there from the start, stay with their members while they are named, and then are gone", async () => {
    await create("by-api");
    await startWith({ GroupName: "declared", Description: "first", Precedence: 3 }, { GroupName: "other" });
    const { Group } = await get("declared");
    expect(Group).toMatchObject({ Description: "first", Precedence: 3 });
    await join(Username, "declared");
    await startWith({ GroupName: "declared", Description: "first", Precedence: 3 });
    expect((await get("declared")).Group).toEqual(Group);
    expect(await membersOf("declared")).toEqual([Username]);
    expect(await thrown(get("other"))).toEqual(groupMissing);
    await startWith();
    expect(await thrown(get("declared"))).toEqual(groupMissing);
    expect(await groupsOf(Username)).toEqual([automatic]);
    for (const name of ["by-api", automatic]) await get(name);
  });

  test("are at each start as the file says, and the API's own become the file's when it names them", async () => {
    await create("claimed", { Description: "by the API", Precedence: 1, RoleArn });
    await join(Username, "claimed");
    await startWith({ GroupName: "claimed", Description: "by the file" });
    const { Group } = await get("claimed");
    expect([Group?.Description, Group?.Precedence, Group?.RoleArn]).toEqual(["by the file", undefined, undefined]);
    expect(await membersOf("claimed")).toEqual([Username]);
    await update("claimed", { Description: "changed" });
    await startWith({ GroupName: "claimed", Description: "by the file" });
    expect((await get("claimed")).Group?.Description).toBe("by the file");
    await startWith();
    expect(await thrown(get("claimed"))).toEqual(groupMissing);
  });
});
