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

/** @param abortSignal after which nothing is asked any more, and nothing changed */
export const groupsInPool = (client: Client, abortSignal: AbortSignal): PoolGroups => ({
  async profileOf(member) {
    try {
      const { UserAttributes = [] } = await client.send(new AdminGetUserCommand(named(member)), { abortSignal });
      return new Map(UserAttributes.map(({ Name = "", Value = "" }) => [Name, Value]));
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  },
  async groupsAttributeOf(UserPoolId, ProviderName) {
    const described = await client.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }), {
      abortSignal,
    });
    return described.IdentityProvider?.AttributeMapping?.[groupsAttribute];
  },
  ofPool: (UserPoolId) =>
    allPages((NextToken) => client.send(new ListGroupsCommand({ UserPoolId, Limit, NextToken }), { abortSignal })),
  ofUser: (member) =>
    allPages((NextToken) =>
      client.send(new AdminListGroupsForUserCommand({ ...named(member), Limit, NextToken }), { abortSignal }),
    ),
  async join(member, GroupName) {
    await client.send(new AdminAddUserToGroupCommand({ ...named(member), GroupName }), { abortSignal });
  },
  async leave(member, GroupName) {
    await client.send(new AdminRemoveUserFromGroupCommand({ ...named(member), GroupName }), { abortSignal });
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
