import { CannotStart } from "@gatehouse/http/main.ts";
import type { Route } from "./api.ts";
import type { Stage } from "./exchange.ts";
import type { Functions } from "./functions/functions.ts";
import { withStageVariables } from "./stage-variables.ts";

/**
 * Makes sure that every function which a route names can be invoked: found at the start, not by the first request.
 * @throws {CannotStart} naming the operation, the ARN and the file to change.
 */
export const requireFunctions = (
  routes: readonly Route[],
  { variables }: Pick<Stage, "variables">,
  { arns, file }: Pick<Functions, "arns" | "file">,
): void => {
  for (const { authorizer, integration, place } of routes) {
    const named = [authorizer?.functionArn, integration.type === "AWS_PROXY" ? integration.functionArn : undefined];
    for (const arn of named.flatMap((each) => (each === undefined ? [] : [withStageVariables(each, variables)])))
      if (!arns.has(arn))
        throw new CannotStart(
          `${place} invokes ${arn}, which ${file} does not list; it lists: ${[...arns].join(", ") || "nothing"}`,
        );
  }
};
