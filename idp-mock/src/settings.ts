import { baseUrl } from "@gatehouse/config/environment.ts";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

export const settings = z.object({
  IDP_LISTEN: listenAddress,
  IDP_PUBLIC_URL: baseUrl,
  IDP_PEOPLE: z.string(),
  IDP_DATA_DIR: z.string(),
  /** What is signed unless a sign-in asks for something else. */
  IDP_SIGN: z.enum(["assertion", "response", "both"]).default("both"),
  /** Substituted in the file of people; needed if that file names them. */
  USER_POOL_URL: baseUrl.optional(),
  USER_POOL_HTTPS_URL: baseUrl.optional(),
  USER_POOL_ID: z.string().optional(),
  NODE_ENV: z
    .string()
    .refine((value) => value !== "production", "a mock that signs anyone in has no place in production")
    .optional(),
});

export type Settings = z.output<typeof settings>;
