import { InvalidInput } from "@gatehouse/http/problem.ts";
import type { Request, Response } from "express";
import type { Caller } from "./operation.ts";

/**
 * Who asks, as the gateway says: nothing else reaches this service, and the gateway drops a client's own copies of the
 * header. A request without it took another way here and is refused.
 */
export const callerOf = (request: Request, response: Response): Caller => {
  const actor = request.get("x-user-id");
  if (!actor || actor.length > 256)
    throw new InvalidInput([{ field: "X-User-Id", reason: "expected the user's name, set by the gateway" }]);
  return { actor, requestId: response.locals.requestId };
};
