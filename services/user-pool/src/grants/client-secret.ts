import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import type { Client } from "../config/user-pool-client.ts";

/** Whether `given` is what the client must show: its secret, or nothing if it has none. */
export const hasSecret = (client: Client, given: string | undefined) => isSameSecret(given ?? "", client.secret ?? "");
