import type { Functions } from "@gatehouse/lambda/functions/functions.ts";
import type { Api, Route } from "../api.ts";
import type { Stage } from "../exchange.ts";
import { withStageVariables } from "../stage-variables.ts";

/**
 * The functions that a route needs and that cannot be invoked, one sentence each with both places. A gateway that has
 * any must not start: behind an authorizer that is not there, every request would fail.
 */
export const missingFunctions = (
  api: Pick<Api, "routes">,
  stages: readonly Pick<Stage, "name" | "variables">[],
  functions: Pick<Functions, "arns" | "file">,
): readonly string[] => {
  const missing = new Map<string, string>();
  for (const stage of stages)
    for (const route of api.routes)
      for (const needed of neededBy(route)) {
        const arn = withStageVariables(needed, stage.variables);
        if (functions.arns.has(arn) || missing.has(arn)) continue;
        missing.set(
          arn,
          `${route.place}: ${route.method} ${route.resource} on stage ${stage.name} needs the function ${arn}; ${functions.file} does not list it`,
        );
      }
  return [...missing.values()];
};

const neededBy = ({ authorizer, integration }: Route): readonly string[] => [
  ...(authorizer ? [authorizer.functionArn] : []),
  ...(integration.type === "AWS_PROXY" ? [integration.functionArn] : []),
];
