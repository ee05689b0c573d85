import { parse } from "yaml";
import type { Mock } from "../api.ts";
import { GatewayRefusal } from "../refusal.ts";
import { newOverrides } from "../templates/overrides.ts";
import { answerFrom } from "./answered.ts";
import type { Integrate } from "./integrate.ts";
import { sentPayload } from "./request-payload.ts";

/**
 * MOCK: the request template renders to a `statusCode`, which chooses one of the responses; no service is asked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export const mock =
  (integration: Mock, binaryMediaTypes: readonly string[]): Integrate =>
  async (mapped) => {
    const overrides = newOverrides();
    const payload = await sentPayload(integration, mapped, { binaryMediaTypes, overrides });
    const status = statusCodeIn(payload.toString());
    if (status === null) throw new GatewayRefusal("DEFAULT_5XX", "MOCK: the request template gives no statusCode");
    const answer = { outcome: String(status), headers: [], body: Buffer.alloc(0) };
    return answerFrom(integration, answer, { mapped, overrides, binaryMediaTypes });
  };

/** API Gateway also takes `{statusCode: 200}`; YAML's flow style is such a loose JSON. Null where there is none. */
export const statusCodeIn = (text: string): number | null => {
  try {
    const { statusCode } = Object(parse(text)) as { statusCode?: unknown };
    return typeof statusCode === "number" && Number.isInteger(statusCode) ? statusCode : null;
  } catch {
    return null;
  }
};
