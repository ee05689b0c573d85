import { wholeBody } from "../../forwarder/limited-body.ts";
import { headerValues } from "../../request/headers.ts";
import { firstMediaType } from "../../request/media-type.ts";
import type { Model } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";

/**
 * Holds the body against the operation's model for its media type. No Content-Type stands for `application/json`, and no
 * body for `{}` (recorded on AWS, 2024-01-10); a body of a type without a model is not looked at.
 * @throws {GatewayRefusal} BAD_REQUEST_BODY; what is wrong is told as `$context.error.validationErrorString` only.
 */
export const requireFittingBody = async ({ request, route }: Exchange): Promise<void> => {
  const models = modelsFor(request.headers, route);
  if (models.length === 0) return;
  const bytes = await wholeBody(request.body);
  const body = parsed(bytes);
  for (const model of models) {
    const faults = body === unreadable ? [notParsed] : faultsOf(model, body, bytes.length);
    if (faults.length > 0) throw unfitting(model, faults);
  }
};

const notParsed = "Unknown error parsing request body";

const faultsOf = (model: Model, body: unknown, bytes: number): readonly string[] => {
  try {
    return model.faultsOf(body, bytes);
  } catch (error) {
    if (error instanceof RangeError) return [notParsed]; // Nested more deeply than a model that refers to itself can go.
    throw error;
  }
};

/** Of several Content-Type headers every one counts: nobody knows which of them the service will read. */
const modelsFor = (
  headers: Exchange["request"]["headers"],
  { models, validator }: Exchange["route"],
): readonly Model[] => {
  if (!validator.body) return [];
  const given = headerValues(headers, "content-type");
  const types = given.length > 0 ? given : [""];
  return types.flatMap((type) => models.get(firstMediaType(type) ?? "application/json") ?? []);
};

const unreadable = Symbol("no JSON");

const parsed = (body: Buffer): unknown => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return unreadable;
  }
};

/** Characters; the sentences repeat what the client sent. */
const longestReason = 1024;

const unfitting = ({ name }: Model, faults: readonly string[]) => {
  const validationErrorString = `[${faults.join(", ")}]`;
  const reason = `the body does not fit the model ${name}: ${validationErrorString.slice(0, longestReason)}`;
  return new GatewayRefusal("BAD_REQUEST_BODY", reason, { validationErrorString });
};
