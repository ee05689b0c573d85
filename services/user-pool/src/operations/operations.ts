import { adminGetUser } from "./admin-get-user.ts";
import { describeIdentityProvider } from "./describe-identity-provider.ts";
import { describeUserPool } from "./describe-user-pool.ts";
import { describeUserPoolClient } from "./describe-user-pool-client.ts";
import { getTokensFromRefreshToken } from "./get-tokens-from-refresh-token.ts";
import { getUser } from "./get-user.ts";
import { globalSignOut } from "./global-sign-out.ts";
import { initiateAuth } from "./initiate-auth.ts";
import { listUsers } from "./list-users.ts";
import type { Operation } from "./operation.ts";
import { revokeToken } from "./revoke-token.ts";

/** What `X-Amz-Target: AWSCognitoIdentityProviderService.{name}` can name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    AdminGetUser: adminGetUser,
    DescribeIdentityProvider: describeIdentityProvider,
    DescribeUserPool: describeUserPool,
    DescribeUserPoolClient: describeUserPoolClient,
    GetTokensFromRefreshToken: getTokensFromRefreshToken,
    GetUser: getUser,
    GlobalSignOut: globalSignOut,
    InitiateAuth: initiateAuth,
    ListUsers: listUsers,
    RevokeToken: revokeToken,
  }),
);
