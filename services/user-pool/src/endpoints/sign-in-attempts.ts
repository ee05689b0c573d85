import { failure } from "@gatehouse/http/failure.ts";
import { z } from "zod";
import type { AttemptFilter, Position } from "../trace/attempts.ts";
import type { AdministrationEndpoint } from "./endpoint.ts";

const InvalidQuery = failure("invalid_request", 400, "the query cannot be understood");

const instant = z.iso
  .datetime({ offset: true, error: "expected an instant like 2026-11-23T12:00:00Z" })
  .transform((text) => new Date(text));

/** A page's end, opaque to the client: `{milliseconds}.{id}`. */
const position = z
  .string()
  .regex(/^\d{1,15}\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/, "expected the value of next")
  .transform((text): Position => {
    const [milliseconds, id = ""] = text.split(".");
    return { startedAt: new Date(Number(milliseconds)), id };
  });

/** No database text can carry a NUL. */
const text = z.string().regex(/^\P{Cc}{1,128}$/u, "expected 1 to 128 printable characters");

const filter = z.strictObject({
  username: text.optional(),
  outcome: text.optional(),
  since: instant.optional(),
  until: instant.optional(),
  after: position.optional(),
  limit: z.coerce.number({ error: "expected a number" }).int().min(1).max(200).default(50),
});

/** Sign-in attempts, the newest first, by person, time and outcome. `next`, where there is one, goes into `after`. */
export const signInAttempts: AdministrationEndpoint = {
  method: "get",
  path: "/_gatehouse/sign-ins",
  async answer(request, response, { attempts, now }) {
    const { next, ...page } = await attempts.list(filterIn(request.query), now());
    response.json({ ...page, ...(next ? { next: `${next.startedAt.getTime()}.${next.id}` } : {}) });
  },
};

const filterIn = (query: unknown): AttemptFilter => {
  const parsed = filter.safeParse(query);
  if (!parsed.success)
    throw new InvalidQuery(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  const { username, outcome, since, until, after, limit } = parsed.data;
  return { username, outcome, since, until, after, limit };
};
