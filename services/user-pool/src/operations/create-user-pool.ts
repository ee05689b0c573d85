import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Uses } from "../world.ts";
import { operation } from "./operation.ts";
import { poolDescription } from "./pool-description.ts";
import {
  aliasAttributes,
  poolMembers,
  poolName,
  poolSettings,
  poolsLeaveOut,
  schemaMember,
  usernameAttributes,
} from "./pool-settings.ts";

/**
 * A pool that says nothing of UsernameConfiguration is case sensitive.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
 */
export const createUserPool = operation({
  input: z.object({
    PoolName: poolName,
    ...poolMembers,
    AliasAttributes: aliasAttributes,
    UsernameAttributes: usernameAttributes,
    UsernameConfiguration: z.object({ CaseSensitive: z.boolean() }).optional(),
    Schema: z.array(schemaMember).min(1).max(50).optional(),
  }),
  signed: true,
  leftOut: poolsLeaveOut,
  unconfirmed: "the wording of refusals",
  async run(
    { Schema = [], ...members },
    uses: Uses<"records" | "domains" | "pools" | "region" | "listedFunctions" | "now">,
  ) {
    const declared = Schema.map(({ DeveloperOnlyAttribute: _, ...attribute }) => attribute);
    const settings = poolSettings({ ...members, Id: newPoolId(uses.region), Schema: declared }, uses);
    return { UserPool: await poolDescription(await uses.pools.create(settings, uses.now()), uses) };
  },
});

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const newPoolId = (region: string) =>
  `${region}_${Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join("")}`;
