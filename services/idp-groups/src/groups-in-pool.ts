import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  type CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  type GroupType,
  ListGroupsCommand,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Member, PoolGroups } from "./pool-groups.ts";
import { groupsAttribute } from "./profile.ts";

export type Client = Pick<CognitoIdentityProviderClient, "send">;

/** The most groups that a page of them holds. */
const Limit = 60;

export const groupsInPool = (client: Client): PoolGroups => ({
  async profileOf(member) {
    try {
      const { UserAttributes = [] } = await client.send(new AdminGetUserCommand(named(member)));
      return new Map(UserAttributes.map(({ Name = "", Value = "" }) => [Name, Value]));
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  },
  async groupsAttributeOf(UserPoolId, ProviderName) {
    const described = await client.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }));
    return described.IdentityProvider?.AttributeMapping?.[groupsAttribute];
  },
  ofPool: (UserPoolId) => allPages((NextToken) => client.send(new ListGroupsCommand({ UserPoolId, Limit, NextToken }))),
  ofUser: (member) =>
    allPages((NextToken) => client.send(new AdminListGroupsForUserCommand({ ...named(member), Limit, NextToken }))),
  async join(member, GroupName) {
    await client.send(new AdminAddUserToGroupCommand({ ...named(member), GroupName }));
  },
  async leave(member, GroupName) {
    await client.send(new AdminRemoveUserFromGroupCommand({ ...named(member), GroupName }));
  },
});

const named = ({ poolId, username }: Member) => ({ UserPoolId: poolId, Username: username });

interface Page {
  readonly Groups?: GroupType[] | undefined;
  readonly NextToken?: string | undefined;
}

const allPages = async (page: (token: string | undefined) => Promise<Page>): Promise<readonly string[]> => {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const { Groups = [], NextToken } = await page(token);
    names.push(...Groups.flatMap(({ GroupName }) => GroupName ?? []));
    token = NextToken;
  } while (token !== undefined);
  return names;
};
