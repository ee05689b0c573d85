import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fields } from "../testing/form-fields.ts";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const origin = "https://idp.example.com";
const start = { step: "send", serviceProvider: "0", person: "alice@example.com", kind: "text", text: "state" };
const forms: readonly (readonly [path: string, fields: Record<string, string>])[] = [
  ["/start", start],
  ["/sign-in", { person: "alice@example.com" }],
  ["/edit", { person: "alice@example.com" }],
  ["/people", {}],
];

const post = async (path: string, given: Record<string, string>, headers: Record<string, string>) => {
  const { request = "" } = fields((await idp.get(overRedirect(requestXml()))).text);
  return idp.ask(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ request, ...given }).toString(),
  });
};

describe.each(forms)("the form of %s", (path, given) => {
  test.each([
    ["the page itself", { origin }, 200],
    ["the page itself, in a browser that says so", { origin, "sec-fetch-site": "same-origin" }, 200],
    ["another site", { origin: "https://evil.example" }, 400],
    ["a sibling of the same site", { origin: "https://app.example.com", "sec-fetch-site": "same-site" }, 400],
    ["a page that hides where it is", { origin: "null" }, 400],
    ["nobody knows where", {}, 400],
    ["headers that do not agree", { origin, "sec-fetch-site": "cross-site" }, 400],
  ])("is taken from, or refused to: %s", async (_case, headers: Record<string, string>, status) => {
    const answer = await post(path, given, headers);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.text).toMatch(/header (Origin|Sec-Fetch-Site)/);
    if (status === 400) expect(answer.text).not.toContain("SAMLResponse");
  });
});
