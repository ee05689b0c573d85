import { createHash } from "node:crypto";

/** Six letters and digits that stay the same for the same name, as resource and deployment ids look on AWS. */
export const shortId = (name: string): string =>
  BigInt(`0x${createHash("sha256").update(name).digest("hex").slice(0, 16)}`)
    .toString(36)
    .slice(0, 6);
