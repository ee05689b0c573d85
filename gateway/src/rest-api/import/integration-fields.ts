import { at, type Field, integer, isGiven, oneOf, unexpected, warn } from "../../openapi/field.ts";
import type { TransferMode, Transformed } from "../api.ts";
import type { Declared } from "./parameters.ts";

/** What an integration may refer to in its operation. */
export interface Operation {
  readonly root: Field;
  readonly declared: readonly Declared[];
  /** The operation's `responses`. */
  readonly responses: Field;
  readonly isOpen: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  readonly passthrough: Transformed["passthrough"];
}

/** What {@link everyFieldIn} reads. */
export type OfEvery = "timeout" | "passthrough";

/** Fields of every integration. */
export const ofEvery = [
  ...["type", "passthroughBehavior", "timeoutInMillis", "payloadFormatVersion", "credentials", "cacheNamespace"],
  "cacheKeyParameters",
];

/** API Gateway's bounds and default for REST APIs, in milliseconds; a stream may last for a quarter of an hour. */
const bounds = { from: 50, to: 29_000 };
const ofStreams = { from: 50, to: 900_000 };

/** Checks the fields that every integration has, and gives back those that somebody needs. */
export const everyFieldIn = (field: Field): Pick<Operation, OfEvery> => {
  const version = at(field, "payloadFormatVersion");
  if (isGiven(version) && String(version.value) !== "1.0") unexpected(version, "1.0: 2.0 belongs to HTTP APIs");
  const effects = {
    credentials: "functions are invoked without a role",
    cacheNamespace: "nothing is cached",
    cacheKeyParameters: "nothing is cached",
  };
  for (const [name, why] of Object.entries(effects))
    if (isGiven(at(field, name)) && String(at(field, name).value) !== "")
      warn(at(field, name), `has no effect here: ${why}`);
  const timeout = at(field, "timeoutInMillis");
  const allowed = String(at(field, "responseTransferMode").value).toUpperCase() === "STREAM" ? ofStreams : bounds;
  const behaviour = at(field, "passthroughBehavior");
  return {
    timeout: isGiven(timeout) ? integer(timeout, allowed) : bounds.to,
    passthrough: isGiven(behaviour)
      ? oneOf(behaviour, ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"])
      : "WHEN_NO_MATCH",
  };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
export const transferModeIn = (field: Field): TransferMode => {
  const mode = at(field, "responseTransferMode");
  return isGiven(mode) ? oneOf(mode, ["BUFFERED", "STREAM"]) : "BUFFERED";
};
