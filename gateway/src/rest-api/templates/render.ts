import { queryValues } from "../../request/query-values.ts";
import { VtlFailure } from "../../vtl/failure.ts";
import { renderTemplate } from "../../vtl/render.ts";
import type { Template } from "../../vtl/syntax.ts";
import { dictionary } from "../../vtl/value.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";
import { contextValues } from "./context-values.ts";
import { input } from "./input.ts";
import type { Overrides } from "./overrides.ts";
import { util } from "./util-variable.ts";

/**
 * Renders a mapping template for a request.
 * @param body of the request, or of the backend's answer.
 * @throws {GatewayRefusal} 500 where the template fails.
 * @throws {NoJson} where the template reads a body as JSON that is none.
 */
export const renderMapping = (template: Template, body: string, mapped: Mapped, overrides: Overrides): string => {
  try {
    return renderTemplate(template, {
      context: contextValues(mapped, overrides),
      input: input({ body, params: paramsOf(mapped), template }),
      stageVariables: dictionary(Object.entries(mapped.stage.variables)),
      util,
    });
  } catch (error) {
    if (!(error instanceof VtlFailure)) throw error;
    throw new GatewayRefusal("DEFAULT_5XX", `a mapping template fails: ${error.message}`);
  }
};

/** Of a name that is given more than once, the last value. */
const paramsOf = ({ pathParameters, request }: Mapped) => ({
  path: Object.entries(pathParameters),
  querystring: [...queryValues(request)].map(([name, values]) => [name, values.at(-1) ?? ""] as const),
  header: request.headers,
});
