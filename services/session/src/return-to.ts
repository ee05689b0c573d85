/** Where a sign-in ends when nothing else was asked for, or nothing that is allowed. */
const home = "/app/";

/** Longer ones would not fit into a request line with the rest. */
const longest = 2_048;

/**
 * The path to go to after a sign-in: one of this origin, or the start page. What a browser could read as another host
 * (`//evil`, `/\evil`, a tab between the slashes) is judged by the URL parser that browsers use.
 * @param wanted the query parameter as it came: missing, repeated or not a path at all.
 */
export const returnPath = (wanted: unknown, publicUrl: string): string => {
  if (typeof wanted !== "string" || wanted.length > longest || !/^\/[!-~]*$/.test(wanted)) return home;
  if (!URL.canParse(wanted, publicUrl)) return home;
  const url = new URL(wanted, publicUrl);
  const path = url.pathname + url.search + url.hash;
  // The parser takes `/.//evil` for the path `//evil`, which is a host to whoever reads it next.
  if (url.origin !== new URL(publicUrl).origin || path.startsWith("//")) return home;
  // Back to this service would be a loop.
  return path.startsWith("/auth/") ? home : path;
};
