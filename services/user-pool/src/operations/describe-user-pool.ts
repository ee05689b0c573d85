import { z } from "zod";
import { fullName, schemaAttribute, standardAttributes } from "../config/attribute-schema.ts";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";
import { operation } from "./operation.ts";
import { epochSeconds, poolId } from "./shapes.ts";

type Declared = z.output<typeof schemaAttribute>;

/** Every pool has these, declared or not. */
const always = (declared: readonly Declared[]) =>
  [
    { Name: "sub", AttributeDataType: "String" as const, Required: true, Mutable: false },
    ...standardAttributes.map((Name) => schemaAttribute.parse({ Name })),
  ].filter(({ Name }) => !declared.some((attribute) => attribute.Name === Name));

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = operation({
  input: z.object({ UserPoolId: poolId }),
  signed: true,
  leftOut: { settings: "those that the pool does not have, such as policies and messages" },
  async run({ UserPoolId }, { records }: Uses<"records">) {
    const pool = await records.declaredPool(UserPoolId);
    if (!pool) throw new ResourceNotFound(`User pool ${UserPoolId} does not exist.`);
    const { Id, PoolName, UsernameConfiguration, Schema } = pool.settings;
    const region = Id.slice(0, Id.indexOf("_"));
    return {
      UserPool: {
        Id,
        Name: PoolName,
        Arn: `arn:aws:cognito-idp:${region}:000000000000:userpool/${Id}`,
        CreationDate: epochSeconds(pool.createdAt),
        LastModifiedDate: epochSeconds(pool.modifiedAt),
        LambdaConfig: pool.settings.LambdaConfig ?? {},
        MfaConfiguration: "OFF",
        SchemaAttributes: [...always(Schema), ...Schema].map((declared) => ({
          ...declared,
          Name: declared.Name === "sub" ? "sub" : fullName(declared.Name),
          DeveloperOnlyAttribute: false,
        })),
        ...(UsernameConfiguration ? { UsernameConfiguration } : {}),
      },
    };
  },
});
