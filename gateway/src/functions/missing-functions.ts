import type { Functions } from "@gatehouse/lambda/functions/functions.ts";
import type { Stage } from "../apis/stage.ts";
import { withStageVariables } from "../apis/stage-variables.ts";
import type { Api, Route } from "../rest-api/api.ts";

type Stages = readonly Pick<Stage, "name" | "variables">[];

/**
 * The functions that a route needs and that cannot be invoked, one sentence each with both places. A gateway that has
 * any must not start: behind an authorizer that is not there, every request would fail.
 */
export const missingFunctions = (
  api: Pick<Api, "routes">,
  stages: Stages,
  functions: Pick<Functions, "arns" | "file">,
): readonly string[] => {
  const missing = neededFunctions(api, stages).filter(({ arn }) => !functions.arns.has(arn));
  return missing
    .filter(({ arn }, index) => missing.findIndex((each) => each.arn === arn) === index)
    .map(
      ({ arn, route, stage }) =>
        `${route.place}: ${route.method} ${route.resource} on stage ${stage} needs the function ${arn}; ${functions.file} does not list it`,
    );
};

/** What the routes need on these stages, as often as they need it. */
export const neededFunctions = ({ routes }: Pick<Api, "routes">, stages: Stages) =>
  stages.flatMap(({ name: stage, variables }) =>
    routes.flatMap((route) =>
      neededBy(route).map((arn) => ({ arn: withStageVariables(arn, variables), route, stage })),
    ),
  );

const neededBy = ({ authorizer, integration }: Route): readonly string[] => [
  ...(authorizer && "functionArn" in authorizer ? [authorizer.functionArn] : []),
  ...(integration.type === "AWS_PROXY" || integration.type === "AWS" ? [integration.functionArn] : []),
];
