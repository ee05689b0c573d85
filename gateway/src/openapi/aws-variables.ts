import type { Stage } from "../apis/stage.ts";
import { partition } from "../apis/stage.ts";
import type { Field } from "./field.ts";
import { fault } from "./field.ts";

/**
 * Replaces `${AWS::Region}` and its like in every text, as the import into API Gateway does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html
 */
export const withAwsVariables = (field: Field, { region, accountId }: Pick<Stage, "region" | "accountId">): Field => {
  const variables: Readonly<Record<string, string>> = {
    "AWS::AccountId": accountId,
    "AWS::Region": region,
    "AWS::Partition": partition(region),
    "AWS::URLSuffix": region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com",
  };
  const replaced = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === "string")
      return value.replaceAll(/\$\{(AWS::\w*)\}/g, (whole, name: string) => {
        const known = variables[name];
        if (known === undefined)
          fault({ ...field, path }, `${whole} is unknown; expected ${Object.keys(variables).join(", ")}`);
        return known ?? whole;
      });
    if (Array.isArray(value)) return value.map((item, index) => replaced(item, [...path, index]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, [...path, key])]));
  };
  return { ...field, value: replaced(field.value, field.path) };
};
