import type { Functions } from "@gatehouse/lambda/functions/functions.ts";
import type { Stage } from "../apis/stage.ts";
import { withStageVariables } from "../apis/stage-variables.ts";
import type { DeclaredRoute } from "../openapi/declared-route.ts";

type Routes = readonly DeclaredRoute[];
type Stages = readonly Pick<Stage, "name" | "variables">[];

/**
 * The functions that a route needs and that cannot be invoked, one sentence each with both places. A gateway that has
 * any must not start: behind an authorizer that is not there, every request would fail.
 */
export const missingFunctions = (
  routes: Routes,
  stages: Stages,
  functions: Pick<Functions, "arns" | "file">,
): readonly string[] => {
  const missing = neededFunctions(routes, stages).filter(({ arn }) => !functions.arns.has(arn));
  return missing
    .filter(({ arn }, index) => missing.findIndex((each) => each.arn === arn) === index)
    .map(
      ({ arn, route, stage }) =>
        `${route.place}: ${route.key} on stage ${stage} needs the function ${arn}; ${functions.file} does not list it`,
    );
};

/** What the routes need on these stages, as often as they need it. */
export const neededFunctions = (routes: Routes, stages: Stages) =>
  stages.flatMap(({ name: stage, variables }) =>
    routes.flatMap((route) =>
      route.functionArns.map((arn) => ({ arn: withStageVariables(arn, variables), route, stage })),
    ),
  );
