import { z } from "zod";

/** The environment of the process that prepares the database. */
export const settings = z.object({
  DATABASE_ADMIN_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL of a superuser" }),
  DATABASE_PASSWORDS: z.string({ error: "expected a folder with one file per role, each holding its password" }),
  ENTITLEMENTS: z.string({ error: "expected the path of entitlements.yaml" }),
});

export type Settings = z.output<typeof settings>;
