import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { watchedInvoke } from "../../facts/watched-call.ts";
import { type Headers, lastHeader } from "../../request/headers.ts";
import type { LambdaFunction } from "../api.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";
import { newOverrides, type Overrides, overridden, withOverrides } from "../templates/overrides.ts";
import { answerFrom, type BackendAnswer } from "./answered.ts";
import type { Payload } from "./content-handling.ts";
import { requireEventSize } from "./event-size.ts";
import type { Integrate } from "./integrate.ts";
import { requireLegal } from "./request-headers.ts";
import { sentPayload } from "./request-payload.ts";
import { traceHeaders } from "./trace-headers.ts";

/** What an AWS integration needs of the world. */
export interface LambdaWorld {
  readonly invoke: InvokeFunction;
  readonly variables: Readonly<Record<string, string>>;
  readonly binaryMediaTypes: readonly string[];
}

/**
 * AWS with a function: the body that a template makes is the event, and a response of the integration makes the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export const lambda = (
  integration: LambdaFunction,
  { invoke, variables, binaryMediaTypes }: LambdaWorld,
): Integrate => {
  const arn = withStageVariables(integration.functionArn, variables);
  return async (mapped, _abort, calls) => {
    const overrides = newOverrides();
    const payload = await sentPayload(integration, mapped, { binaryMediaTypes, overrides });
    requireEventSize(payload.toString());
    const set = headersOf(mapped, overrides);
    requireLegal(set, "lambda");
    const watched = watchedInvoke(invoke, (call) => {
      calls.integration = call;
    });
    const answer = await answerOf(payload, set, (event) => watched(arn, event, integration.timeout));
    return traceHeaders(mapped, answerFrom(integration, answer, { mapped, overrides, binaryMediaTypes }));
  };
};

const headersOf = (mapped: Mapped, overrides: Overrides): Headers =>
  withOverrides(mapped.mapped.header, overridden(overrides.request, "header"));

type Invoke = (event: unknown) => Promise<FunctionOutcome>;

const answerOf = async (payload: Payload, set: Headers, invoke: Invoke): Promise<BackendAnswer> => {
  const event = eventIn(payload.toString());
  if ("fault" in event) return answered("400", { Type: "User", message: event.fault });
  const type = lastHeader(set, "x-amz-invocation-type") ?? "RequestResponse";
  if (type === "Event") {
    // Lambda takes the event and answers at once; what the function makes of it nobody hears.
    void invoke(event.value);
    return { outcome: "202", headers: [], body: Buffer.alloc(0) };
  }
  if (type !== "RequestResponse") throw new GatewayRefusal("DEFAULT_5XX", `X-Amz-Invocation-Type: ${type}`);
  return ofOutcome(await invoke(event.value));
};

/** The Lambda service takes JSON alone, and an empty body for `{}`. */
const eventIn = (text: string): { readonly value: unknown } | { readonly fault: string } => {
  try {
    return { value: JSON.parse(text === "" ? "{}" : text) };
  } catch (error) {
    return { fault: `Could not parse request body into json: ${(error as Error).message}` };
  }
};

/** A function that fails is chosen for by its error message; one that does not, by Lambda's status. */
const ofOutcome = (outcome: FunctionOutcome): BackendAnswer => {
  switch (outcome.kind) {
    case "result":
      return answered("200", outcome.value ?? null);
    case "error": {
      const { errorMessage, errorType } = outcome;
      return answered(errorMessage === "" ? "200" : errorMessage, { errorMessage, errorType });
    }
    case "timeout":
      throw new GatewayRefusal("INTEGRATION_TIMEOUT", "the function did not answer in time");
    case "unavailable":
      throw new GatewayRefusal("DEFAULT_5XX", `the function could not be invoked: ${outcome.reason}`);
  }
};

const answered = (outcome: string, body: unknown): BackendAnswer => ({
  outcome,
  headers: [["Content-Type", "application/json"]],
  body: Buffer.from(JSON.stringify(body)),
});
