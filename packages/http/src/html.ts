/** HTML that is safe to put into a page as it is. */
export interface Html {
  readonly html: string;
}

type Value = string | Html | readonly Html[] | undefined;

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // A parser of HTML takes a raw one for a line feed, also in an attribute.
  "\r": "&#13;",
};

const escaped = (text: string) => text.replace(/[&<>"'\r]/g, (character) => references[character] ?? character);

const written = (value: Value): string => {
  if (value === undefined) return "";
  if (typeof value === "string") return escaped(value);
  return "html" in value ? value.html : value.map(({ html }) => html).join("");
};

/** A template whose values are escaped, unless they are HTML themselves. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: parts.map((part, index) => part + written(values[index])).join(""),
});
