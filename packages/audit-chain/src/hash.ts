import { createHash } from "node:crypto";
import { type ChangeRecord, hashed } from "./record.ts";

/** Names what is hashed and how: another one is another format. */
const format = "gatehouse.change.1";

/** What stands for the hash of the record before the first. */
export const start = "0".repeat(64);

/** A netstring, which nothing in the text can break out of: its length in bytes, the text, a comma. `-` for null. */
const netstring = (text: string | null) => (text === null ? "-" : `${Buffer.byteLength(text)}:${text},`);

/** The text of a record: the format, then its columns, as netstrings. */
export const canonical = (record: ChangeRecord): string =>
  [format, ...hashed.map((column) => record[column])].map(netstring).join("");

/** SHA-256 of the hash before it and of its text, in hexadecimal. The same as `audit.hash_of` in the database. */
export const hashOf = (record: ChangeRecord): string =>
  createHash("sha256").update(Buffer.from(record.previous, "hex")).update(canonical(record)).digest("hex");
