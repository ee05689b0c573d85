import { z } from "zod";
import type { Tenancy } from "./in-tenant.ts";

const claims = z.object({ "cognito:groups": z.array(z.string()) });

/** The groups in the token of the user's last request that was recorded, and that request; nothing where there is none. */
export const lastGroups = async (
  { trx, tenant }: Tenancy,
  username: string,
): Promise<{ readonly groups: readonly string[]; readonly requestId: string; readonly at: Date } | undefined> => {
  const last = await trx
    .withSchema("audit")
    .table("decisions")
    .where({ tenant, principal: username })
    .whereNotNull("claims")
    .orderBy([
      { column: "at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .first("claims", "request_id as requestId", "at");
  const read = claims.safeParse(last?.claims);
  return read.success ? { groups: read.data["cognito:groups"], requestId: last.requestId, at: last.at } : undefined;
};
