import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** So large may a picture be, in bytes: each page of people holds all of them. */
const largest = 100_000;

const beginsWith =
  (...bytes: readonly number[]) =>
  (content: Buffer) =>
    content.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** By what their bytes say, since a name says nothing certain. */
const kinds: Readonly<Record<string, (content: Buffer) => boolean>> = {
  "image/png": beginsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  "image/jpeg": beginsWith(0xff, 0xd8, 0xff),
  "image/webp": (content) =>
    content.toString("latin1", 0, 4) === "RIFF" && content.toString("latin1", 8, 12) === "WEBP",
  "image/svg+xml": (content) =>
    /^\uFEFF?\s*(?:<\?xml [^>]*\?>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]/s.test(content.toString()),
};

/**
 * A picture as it stands in the file, its path from that folder; what comes of it is a `data:` URI. In an <img> no
 * script of an SVG runs, and nothing that it names is fetched (SVG 2, 2.7.1, secure animated mode).
 */
export const pictureIn = (folder: string) =>
  z
    .string()
    .regex(/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/, "expected the path of a file beside this one")
    .transform((path, context) => {
      const content = contentOf(join(folder, path));
      if (typeof content !== "string") return content.uri;
      context.addIssue({ code: "custom", message: `${path} ${content}` });
      return z.NEVER;
    });

/** The picture, or what is wrong with the file. */
const contentOf = (file: string): { readonly uri: string } | string => {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return "is no file beside this one";
  if (stats.size > largest) return `has ${stats.size} bytes: expected ${largest} at most`;
  const content = readFileSync(file);
  const [kind] = Object.entries(kinds).find(([, is]) => is(content)) ?? [];
  if (kind === undefined) return `is none of ${Object.keys(kinds).join(", ")}`;
  return { uri: `data:${kind};base64,${content.toString("base64")}` };
};
