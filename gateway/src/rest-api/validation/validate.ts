import type { Exchange } from "../exchange.ts";
import { requireFittingBody } from "./body.ts";
import { requireParameters } from "./parameters.ts";

/**
 * Checks what the operation's request validator asks for: parameters before the body, as recorded on AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 * @throws {GatewayRefusal} a 400.
 */
export const validate = async (exchange: Exchange): Promise<void> => {
  requireParameters(exchange);
  await requireFittingBody(exchange);
};
