import { isIP } from "node:net";
import { z } from "zod";

/** Host names for a certificate, separated by commas. */
export const hostNames = z
  .string()
  .transform((text) => text.split(",").flatMap((name) => name.trim() || []))
  .refine((names) => names.every((name) => /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name) || isIP(name) > 0), {
    message: "expected host names in lower case or IP addresses, separated by commas",
  });
