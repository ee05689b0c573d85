import { timingSafeEqual } from "node:crypto";
import type { Client } from "../config/user-pool-client.ts";
import { hashOf } from "../tokens/secret-hash.ts";

/**
 * Whether `given` is what the client must show: its secret, or nothing if it has none. Hashes are compared, whose
 * length says nothing and whose comparison takes the same time whatever differs.
 */
export const hasSecret = (client: Client, given: string | undefined) =>
  timingSafeEqual(hashOf(given ?? ""), hashOf(client.secret ?? ""));
