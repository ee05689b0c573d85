import type { Client } from "../config/user-pool-client.ts";
import { isSameSecret } from "../tokens/secret-hash.ts";

/** Whether `given` is what the client must show: its secret, or nothing if it has none. */
export const hasSecret = (client: Client, given: string | undefined) => isSameSecret(given ?? "", client.secret ?? "");
