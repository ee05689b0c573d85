import type { RequiredParameter } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { sourceValue } from "../mapping/source-value.ts";
import { GatewayRefusal } from "../refusal.ts";

/** The order in which API Gateway lists what is missing. */
const places: readonly RequiredParameter["in"][] = ["header", "path", "querystring"];

/**
 * Checks that required parameters are there, where the operation's request validator asks for it; an empty one counts
 * as missing. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-test.html
 * @throws {GatewayRefusal} BAD_REQUEST_PARAMETERS naming them.
 */
export const requireParameters = (exchange: Exchange): void => {
  const { parameters, validator } = exchange.route;
  if (!validator.parameters) return;
  const missing = places
    .flatMap((place) => parameters.filter((parameter) => parameter.in === place))
    .filter((parameter) => !sourceValue({ kind: "request", multivalue: false, ...parameter }, exchange))
    .map(({ name }) => name);
  if (missing.length === 0) return;
  const list = `[${missing.join(", ")}]`;
  throw new GatewayRefusal("BAD_REQUEST_PARAMETERS", `missing ${list}`, {
    message: `Missing required request parameters: ${list}`,
  });
};
