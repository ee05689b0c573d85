import { UserNotFoundException } from "@aws-sdk/client-cognito-identity-provider";
import type { Client } from "../groups-in-pool.ts";

interface Given {
  /** The groups of the pool. */
  readonly groups: readonly string[];
  /** Of the only user; undefined: nobody has a profile. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly memberships?: readonly string[];
  readonly mapping?: Readonly<Record<string, string>>;
  /** The operation that the pool refuses. */
  readonly refuses?: string;
}

interface Input {
  readonly GroupName?: string;
  readonly NextToken?: string;
}

export const groupClaim = "http://schemas.xmlsoap.org/claims/Group";

/** A pool with at most one user, behind the SDK's own commands, in pages of two. */
export const fakePool = ({ groups, attributes, memberships = [], mapping, refuses }: Given) => {
  const joined = new Set(memberships);
  const operations: Readonly<Record<string, (input: Input) => unknown>> = {
    AdminGetUser: () => userOf(attributes),
    DescribeIdentityProvider: () => ({
      IdentityProvider: { AttributeMapping: mapping ?? { "custom:groups": groupClaim } },
    }),
    ListGroups: ({ NextToken }) => page(groups, NextToken),
    AdminListGroupsForUser: ({ NextToken }) => page([...joined], NextToken),
    AdminAddUserToGroup: ({ GroupName = "" }) => void joined.add(GroupName),
    AdminRemoveUserFromGroup: ({ GroupName = "" }) => void joined.delete(GroupName),
  };
  const calls: string[] = [];
  const count = { underWay: 0, most: 0 };
  const send = async (command: { readonly input: Input }, { abortSignal }: { readonly abortSignal: AbortSignal }) => {
    const name = command.constructor.name.replace(/Command$/, "");
    abortSignal.throwIfAborted();
    calls.push(name);
    count.most = Math.max(count.most, ++count.underWay);
    await new Promise((resolve) => setImmediate(resolve));
    count.underWay--;
    const operation = name === refuses ? undefined : operations[name];
    if (!operation) throw new Error(`${name} is not allowed`);
    return operation(command.input) ?? {};
  };
  return {
    client: { send } as unknown as Client,
    memberships: () => [...joined].toSorted(),
    calls,
    mostUnderWay: () => count.most,
  };
};

const userOf = (attributes: Given["attributes"]) => {
  if (!attributes) throw new UserNotFoundException({ message: "User does not exist.", $metadata: {} });
  return { UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })) };
};

const page = (names: readonly string[], token = "0") => {
  const [from, to] = [Number(token), Number(token) + 2];
  const Groups = names.slice(from, to).map((GroupName) => ({ GroupName }));
  return { Groups, ...(to < names.length ? { NextToken: String(to) } : {}) };
};
