import { isIP } from "node:net";
import { InvalidInput } from "@gatehouse/http/problem.ts";
import type { Request, Response } from "express";
import { z } from "zod";

/** Who asks, and the request that the client knows by that id. */
export interface Caller {
  /** The pool username, which the gateway has authenticated. */
  readonly actor: string;
  /** The groups in the caller's access token (`cognito:groups`). */
  readonly groups: readonly string[];
  /** When the caller signed in, in seconds since 1970; undefined where the token does not say. */
  readonly authTime: number | undefined;
  readonly requestId: string;
  /** The client's address as the gateway saw it. */
  readonly sourceIp: string | undefined;
}

/**
 * Who asks, as the gateway says: nothing else reaches this service, and the gateway drops a client's own copies of these
 * headers. A request without `X-User-Id` took another way here and is refused.
 */
export const callerOf = (request: Request, response: Response): Caller => ({
  actor: actorOf(request.get("x-user-id")),
  groups: groupsOf(request.get("x-user-groups")),
  authTime: authTimeOf(request.get("x-user-auth-time")),
  requestId: response.locals.requestId,
  sourceIp: sourceOf(request.get("x-forwarded-for")),
});

const actorOf = (actor: string | undefined) => {
  if (!actor || actor.length > 256) throw notSet("X-User-Id", "expected the user's name, set by the gateway");
  return actor;
};

const groupNames = z.array(z.string().min(1).max(128)).max(2_000);

/** An empty header is what a gateway makes of a context that has no such member. */
const groupsOf = (header: string | undefined): readonly string[] => {
  if (!header) return [];
  const groups = groupNames.safeParse(jsonOf(header));
  if (!groups.success) throw notSet("X-User-Groups", "expected a JSON array of group names, set by the gateway");
  return groups.data;
};

const authTimeOf = (header: string | undefined) => {
  if (!header) return undefined;
  if (!/^\d{1,12}$/.test(header)) throw notSet("X-User-Auth-Time", "expected seconds since 1970, set by the gateway");
  return Number(header);
};

/** The gateway writes the address that it saw behind what stood there. */
const sourceOf = (header: string | undefined) => {
  const last = header?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) ? last : undefined;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const notSet = (field: string, reason: string) => new InvalidInput([{ field, reason }]);
