import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

export const settings = z.object({
  PERMISSIONS_LISTEN: listenAddress,
  PERMISSIONS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }),
});

export type Settings = z.output<typeof settings>;
