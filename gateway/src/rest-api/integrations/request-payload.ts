import { wholeBody } from "../../forwarder/limited-body.ts";
import { lastHeader } from "../../request/headers.ts";
import { firstMediaType } from "../../request/media-type.ts";
import { NoJson } from "../../vtl/parse-json.ts";
import type { Template } from "../../vtl/syntax.ts";
import type { Transformed } from "../api.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";
import type { Overrides } from "../templates/overrides.ts";
import { renderMapping } from "../templates/render.ts";
import { type Payload, requestPayload } from "./content-handling.ts";

interface Transformation {
  readonly binaryMediaTypes: readonly string[];
  /** Filled by the template. */
  readonly overrides: Overrides;
}

/**
 * What an integration sends in place of the client's body: the body as it is or converted, or what a template makes.
 * @throws {GatewayRefusal} 415 where no template is for the body's type and it may not go on as it is; 400 where a
 * template reads JSON and there is none; 500 where the template fails.
 */
export const sentPayload = async (
  integration: Transformed,
  mapped: Mapped,
  { binaryMediaTypes, overrides }: Transformation,
): Promise<Payload> => {
  const template = templateFor(integration, mapped);
  const { contentHandling } = integration;
  const payload = requestPayload(await wholeBody(mapped.request.body), mapped.request.headers, {
    binaryMediaTypes,
    contentHandling,
  });
  if (template === null) return payload;
  // A template sees no more of a binary body than its base64.
  const body = typeof payload === "string" ? payload : payload.toString("base64");
  try {
    return renderMapping(template, body, mapped, overrides);
  } catch (error) {
    if (!(error instanceof NoJson)) throw error;
    throw noJson(error.message);
  }
};

/**
 * By the type of the body, `application/json` where none is said; null to send it as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
const templateFor = ({ requestTemplates, passthrough }: Transformed, { request }: Mapped): Template | null => {
  const type = firstMediaType(lastHeader(request.headers, "content-type")) ?? "application/json";
  const found = requestTemplates.get(type) ?? requestTemplates.get("$default");
  if (found || requestTemplates.has(type)) return found ?? null;
  if (passthrough === "WHEN_NO_MATCH") return null;
  if (passthrough === "WHEN_NO_TEMPLATES" && requestTemplates.size === 0) return null;
  throw new GatewayRefusal("UNSUPPORTED_MEDIA_TYPE", `no request template is for ${type}`);
};

/** Unconfirmed: the manual tells of a 400, and of no words. */
const noJson = (reason: string) =>
  new GatewayRefusal("DEFAULT_4XX", `a request template reads the body: ${reason}`, {
    status: 400,
    errorType: "BadRequestException",
    message: "Invalid JSON in request body",
  });
