import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { z } from "zod";
import type { TriggerName } from "../config/lambda-config.ts";
import { regionOf } from "../config/pool-id.ts";
import type { Uses } from "../world.ts";
import { InvalidLambdaResponse, UnexpectedLambda, UserLambdaValidation } from "./failures.ts";

export type TriggerUses = Uses<"records" | "invokeFunction">;

/** Whom a trigger is about, and who asked. */
export interface Occasion {
  readonly poolId: string;
  /** `noClient` where an administrator asked. */
  readonly clientId: string;
  readonly username: string;
}

/** What `callerContext` names in place of a client in the operations of administrators. */
export const noClient = "CLIENT_ID_NOT_APPLICABLE";

export interface TriggerCall extends Occasion {
  readonly trigger: TriggerName;
  /** `PreSignUp_ExternalProvider`: the trigger and what set it off. */
  readonly source: string;
  readonly version?: 1 | 2 | 3;
  readonly request: object;
  /** The members that the function may fill in, blank. */
  readonly response: object;
}

/** In milliseconds, and how often: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
const patience = { timeout: 5_000, attempts: 3 };

/**
 * Asks the pool's function for a trigger and checks its answer.
 * @param response what the function may answer; other members of its response are left out
 * @returns undefined where the pool has no such trigger
 * @throws {UserLambdaValidation} what the function itself threw
 * @throws {UnexpectedLambda} a function that is too slow, three times over, or cannot be reached
 * @throws {InvalidLambdaResponse}
 */
export const invokeTrigger = async <Schema extends z.ZodType>(
  call: TriggerCall,
  response: Schema,
  { records, invokeFunction }: TriggerUses,
): Promise<z.output<Schema> | undefined> => {
  const arn = (await records.findPool(call.poolId))?.triggers.functions[call.trigger];
  if (arn === undefined) return undefined;
  const event = eventOf(call);
  let outcome = await invokeFunction(arn, event, patience.timeout);
  for (let attempt = 2; attempt <= patience.attempts && mayPass(outcome); attempt++)
    outcome = await invokeFunction(arn, event, patience.timeout);
  return responseIn(resultOf(outcome, call.trigger), response);
};

const eventOf = ({ poolId, clientId, username, source, version = 1, request, response }: TriggerCall) => ({
  version: String(version),
  triggerSource: source,
  region: regionOf(poolId),
  userPoolId: poolId,
  userName: username,
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId },
  request,
  response,
});

/** A function that answered has answered, whatever it said. */
const mayPass = ({ kind }: FunctionOutcome) => kind === "timeout" || kind === "unavailable";

const resultOf = (outcome: FunctionOutcome, trigger: TriggerName): unknown => {
  switch (outcome.kind) {
    case "result":
      return outcome.value;
    case "error":
      throw new UserLambdaValidation(`${trigger} failed with error ${outcome.errorMessage}.`);
    case "timeout":
      throw new UnexpectedLambda(
        `${trigger} invocation failed due to error Socket timeout while invoking Lambda function.`,
      );
    case "unavailable":
      throw new UnexpectedLambda(`${trigger} invocation failed due to configuration.`, {
        cause: new Error(outcome.reason),
      });
  }
};

/** A function returns the event that it was given, with a response; one that lost members of it is not understood. */
const returned = z.object({
  version: z.string(),
  triggerSource: z.string(),
  region: z.string(),
  userPoolId: z.string(),
  userName: z.string(),
  callerContext: z.object({}),
  request: z.object({}),
  response: z.object({}).loose(),
});

const responseIn = <Schema extends z.ZodType>(result: unknown, schema: Schema): z.output<Schema> => {
  const event = returned.safeParse(result);
  const response = event.success ? schema.safeParse(event.data.response) : event;
  if (response.success) return response.data as z.output<Schema>;
  throw new InvalidLambdaResponse(undefined, { cause: response.error });
};
