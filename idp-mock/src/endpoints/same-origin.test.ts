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
const forms: readonly (readonly [path: string, fields: Record<string, string>, taken?: number])[] = [
  ["/settings", { change: "clock", offsetSeconds: "0" }, 303],
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

describe.each(forms)("the form of %s", (path, given, taken = 200) => {
  test.each([
    ["the page itself", { origin }, true],
    ["the page itself, in a browser that says so", { origin, "sec-fetch-site": "same-origin" }, true],
    ["another site", { origin: "https://evil.example" }, false],
    ["a sibling of the same site", { origin: "https://app.example.com", "sec-fetch-site": "same-site" }, false],
    ["a page that hides where it is", { origin: "null" }, false],
    ["nobody knows where", {}, false],
    ["headers that do not agree", { origin, "sec-fetch-site": "cross-site" }, false],
  ])("is taken from, or refused to: %s", async (_case, headers: Record<string, string>, isTaken) => {
    const answer = await post(path, given, headers);
    expect(answer.status).toBe(isTaken ? taken : 400);
    if (!isTaken) expect(answer.text).toMatch(/header (Origin|Sec-Fetch-Site)/);
    if (!isTaken) expect(answer.text).not.toContain("SAMLResponse");
  });
});
