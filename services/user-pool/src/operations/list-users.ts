import { z } from "zod";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";
import { listedUser } from "./user-description.ts";
import { userFilter } from "./user-filter.ts";

const most = 60;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const listUsers = operation({
  input: z.object({
    UserPoolId: poolId,
    AttributesToGet: z.array(z.string().min(1).max(32)).optional(),
    Limit: z.int().min(0).max(most).optional(),
    PaginationToken: z
      .string()
      .min(1)
      .regex(/^[\S]+$/)
      .optional(),
    Filter: z.string().max(256).default(""),
  }),
  signed: true,
  async run({ UserPoolId, AttributesToGet, Limit, PaginationToken, Filter }, uses: Uses<"records" | "users">) {
    const pool = await foundPool(UserPoolId, uses);
    const filter = userFilter(Filter);
    const page = await uses.users.list(pool.id, { filter, limit: Limit || most, after: placeOf(PaginationToken) });
    return {
      Users: page.users.map((user) => withAll(AttributesToGet, listedUser(user, AttributesToGet))),
      ...(page.next === undefined ? {} : { PaginationToken: Buffer.from(page.next).toString("base64url") }),
    };
  },
});

const placeOf = (paginationToken: string | undefined) => {
  const place = paginationToken && Buffer.from(paginationToken, "base64url").toString("utf8");
  if (place !== undefined && /\p{Cc}|\ufffd/u.test(place)) throw new InvalidParameter("Invalid pagination token.");
  return place || undefined;
};

/** An attribute that some user has not is an error: the API's documentation says so of AttributesToGet. */
const withAll = (wanted: readonly string[] | undefined, user: ReturnType<typeof listedUser>) => {
  if (wanted && user.Attributes.length < new Set(wanted).size)
    throw new InvalidParameter("One or more requested attributes do not exist.");
  return user;
};
