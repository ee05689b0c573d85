import { createHash } from "node:crypto";

/** An identifier that stays with what it is of, and tells nothing of it: 128 bits, hexadecimal. */
export const stableId = (kind: string, of: string): string =>
  createHash("sha256").update(`${kind} ${of}`).digest("hex").slice(0, 32);

/** The same in the form of a GUID, as of version 4. */
export const stableGuid = (kind: string, of: string): string =>
  stableId(kind, of).replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/,
    (_id, first, second, third, fourth, last) => `${first}-${second}-4${third}-8${fourth}-${last}`,
  );
