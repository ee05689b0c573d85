import { z } from "zod";
import { isStandard, schemaAttribute } from "../config/attribute-schema.ts";
import type { UserPoolSettings } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { presentPool } from "./found.ts";
import { operation } from "./operation.ts";
import { schemaMember, withDistinctAttributes } from "./pool-settings.ts";
import { settingsOf } from "./settings-of.ts";
import { poolId } from "./shapes.ts";

/**
 * They are the pool's for good. One that is named like a standard attribute is another all the same: `custom:email`.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddCustomAttributes.html
 */
export const addCustomAttributes = operation({
  input: z.object({ UserPoolId: poolId, CustomAttributes: z.array(schemaMember).min(1).max(25) }),
  signed: true,
  leftOut: { "developer-only attributes": "deprecated, and refused" },
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, CustomAttributes }, uses: Uses<"pools" | "now">) {
    const added = CustomAttributes.map(({ DeveloperOnlyAttribute: _, ...attribute }) => {
      const declared = settingsOf(schemaAttribute, attribute);
      return isStandard(declared.Name) ? { ...declared, Name: `custom:${declared.Name}` } : declared;
    });
    const change = (settings: UserPoolSettings) =>
      withDistinctAttributes({ ...settings, Schema: [...settings.Schema, ...added] });
    presentPool(UserPoolId, await uses.pools.change(UserPoolId, change, uses.now()));
    return {};
  },
});
