const references: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#13": "\r" };

const unescaped = (text: string) => text.replace(/&([^;]+);/g, (_reference, name: string) => references[name] ?? "?");

/** The hidden fields of a page, as a browser would send them. */
export const fields = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = "", value = ""]) => [
      name,
      unescaped(value),
    ]),
  );

/** The SAML response in the form of a page. */
export const decoded = (page: string) => Buffer.from(fields(page).SAMLResponse ?? "", "base64").toString();
