import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

export const settings = z.object({ PAGES_LISTEN: listenAddress });

export type Settings = z.output<typeof settings>;
