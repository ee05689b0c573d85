import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

/** What the service needs to know about the world around it. */
export const settings = z.object({
  TRADES_LISTEN: listenAddress,
  TRADES_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }),
});

export type Settings = z.output<typeof settings>;
