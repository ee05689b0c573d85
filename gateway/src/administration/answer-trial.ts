import { failure } from "@gatehouse/http/failure.ts";
import { z } from "zod";
import type { Answer } from "../answer.ts";
import { wholeBody } from "../forwarder/limited-body.ts";
import type { ClientRequest } from "../request/client-request.ts";
import type { Trial } from "../trials/trial.ts";
import type { Wanted } from "../trials/trial-request.ts";

const BadTrial = failure("BadRequestException", 400, "expected a request to try, as JSON");
const NothingServed = failure("NotFoundException", 404, "no API is served there");

/** RFC 9110 5.1 and 5.5: anything else cannot be sent. */
const header = z.tuple([
  z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "expected the name of a header"),
  z.string().regex(/^[^\0\r\n]*$/, "expected the value of a header, in one line"),
]);

const wanted = z.strictObject({
  method: z.string().regex(/^[A-Z]+$/, "expected a method such as GET"),
  path: z.string().startsWith("/", "expected a path that starts with a slash"),
  host: z.string().default("localhost"),
  headers: z.array(header).default([]),
});

interface World {
  readonly tryAuthorizer: (wanted: Wanted) => Promise<Trial | null>;
}

/**
 * Tries the request in the body, as `npm run authorizer:invoke` asks.
 * @throws a 400 that says what is wrong with it, and a 404 where nobody would take it.
 */
export const answerTrial = async ({ tryAuthorizer }: World, request: ClientRequest): Promise<Answer> => {
  const trial = await tryAuthorizer(wantedIn(await wholeBody(request.body)));
  if (!trial) throw new NothingServed();
  return { status: 200, headers: [["Content-Type", "application/json"]], body: JSON.stringify(trial) };
};

const wantedIn = (body: Buffer): Wanted => {
  const parsed = wanted.safeParse(jsonIn(body));
  if (parsed.success) return parsed.data;
  throw new BadTrial(z.prettifyError(parsed.error));
};

const jsonIn = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new BadTrial(`expected JSON: ${(error as Error).message}`);
  }
};
