import { createHash } from "node:crypto";
import { InvalidInput } from "@gatehouse/http/problem.ts";
import type { Request } from "express";
import { isDecided, type Rendered, renderedProblem } from "./answer.ts";
import type { Caller } from "./caller.ts";
import { KeyReused } from "./failures.ts";
import type { World } from "./operation.ts";
import { claim, type KeyedRequest, keep, sweep } from "./store/idempotency.ts";
import { inTenantInTurn } from "./store/in-tenant.ts";

/**
 * The field `Idempotency-Key`, with or without the quotes of a structured field.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 * @throws {InvalidInput}
 */
export const keyOf = (request: Request): string | undefined => {
  const header = request.get("idempotency-key");
  if (header === undefined) return undefined;
  const key = /^"?([\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255})"?$/.exec(header)?.[1];
  if (key === undefined)
    throw new InvalidInput([
      { field: "Idempotency-Key", reason: "expected 1 to 255 visible ASCII characters, given once" },
    ]);
  return key;
};

export const keyedRequest = (request: Request, { actor }: Caller, key: string): KeyedRequest => {
  const body: unknown = request.body;
  return {
    actor,
    route: `${request.method} ${request.originalUrl}`,
    key,
    digest: createHash("sha256")
      .update(body instanceof Uint8Array ? body : "")
      .digest(),
  };
};

/**
 * Does what a key was given for once: the answer is kept in the transaction that makes the change, a refusal likewise.
 * A repeat waits for the first and gets its answer; a request that failed for no fault of the caller's leaves the key free.
 * @throws {KeyReused} where the key came with another body before
 */
export const once = (
  world: World,
  { caller, keyed }: { caller: Caller; keyed: KeyedRequest },
  run: (world: World) => Promise<Rendered>,
): Promise<Rendered> =>
  inTenantInTurn(world.knex, caller, async (tenancy) => {
    await sweep(tenancy);
    const stored = await claim(tenancy, keyed);
    if (stored && !stored.digest.equals(keyed.digest)) throw new KeyReused();
    if (stored) return stored;
    const answer = await settled(caller, () => run({ ...world, knex: tenancy.trx }));
    await keep(tenancy, keyed, answer);
    return answer;
  });

const settled = async ({ requestId }: Caller, run: () => Promise<Rendered>) => {
  try {
    return await run();
  } catch (error) {
    if (isDecided(error)) return renderedProblem(error, requestId);
    throw error;
  }
};
