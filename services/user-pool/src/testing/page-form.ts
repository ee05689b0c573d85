import type { Browser } from "./browser.ts";

const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** What a form of a page would send as it is: its hidden fields and those that are filled in. */
export const formIn = (html: string, path: string) => {
  const [, action = "", inside = ""] =
    new RegExp(`<form method="post" action="(${path}\\?[^"]*)">(.*?)</form>`, "s").exec(html) ?? [];
  const inputs = [...inside.matchAll(/<input [^>]*name="([^"]+)"[^>]*?(?: value="([^"]*)")?[^>]*>/g)];
  const fields = inputs.map(([input, name = ""]) => [
    unescaped(name),
    unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? ""),
  ]);
  return { action: unescaped(action), fields: Object.fromEntries(fields) as Record<string, string> };
};

/** Sends a form of a page as a browser without scripts does, with what a person typed. */
export const submit = (
  browser: Browser,
  { url, html, path }: { readonly url: string; readonly html: string; readonly path: string },
  typed: Readonly<Record<string, string>>,
): Promise<Response> => {
  const { action, fields } = formIn(html, path);
  if (action === "") throw new Error(`there is no form for ${path} in:\n${html}`);
  return browser.post(url + action, { ...fields, ...typed });
};

/** What the page says went wrong. */
export const alertIn = (html: string): string | undefined => {
  const text = /<p role="alert">([^<]*)<\/p>/.exec(html)?.[1];
  return text === undefined ? undefined : unescaped(text);
};
