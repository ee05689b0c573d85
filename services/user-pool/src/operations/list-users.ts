import { z } from "zod";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { limit, nextPage, pageOf, pageToken } from "./pages.ts";
import { poolId } from "./shapes.ts";
import { listedUser } from "./user-description.ts";
import { userFilter } from "./user-filter.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const listUsers = operation({
  input: z.object({
    UserPoolId: poolId,
    AttributesToGet: z.array(z.string().min(1).max(32)).optional(),
    Limit: limit.optional(),
    PaginationToken: pageToken.optional(),
    Filter: z.string().max(256).default(""),
  }),
  signed: true,
  async run({ UserPoolId, AttributesToGet, Limit, PaginationToken, Filter }, uses: Uses<"records" | "users">) {
    const pool = await foundPool(UserPoolId, uses);
    const filter = userFilter(Filter);
    const page = await uses.users.list(pool.id, { filter, ...pageOf(Limit, PaginationToken) });
    return {
      Users: page.users.map((user) => withAll(AttributesToGet, listedUser(user, AttributesToGet))),
      ...nextPage("PaginationToken", page.next),
    };
  },
});

/** An attribute that some user has not is an error: the API's documentation says so of AttributesToGet. */
const withAll = (wanted: readonly string[] | undefined, user: ReturnType<typeof listedUser>) => {
  if (wanted && user.Attributes.length < new Set(wanted).size)
    throw new InvalidParameter("One or more requested attributes do not exist.");
  return user;
};
