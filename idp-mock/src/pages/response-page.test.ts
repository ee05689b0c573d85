import { describe, expect, test } from "@jest/globals";
import type { Answer } from "../answers/plan.ts";
import { responsePage } from "./response-page.ts";

const person = { email: "a@example.com", givenName: "A", familyName: "B", groups: [], faults: [] };
const form = { action: "https://sp.example/acs", SAMLResponse: "cmVzcG9uc2U=", RelayState: "<state>" };
const page = (deliveries: Answer["deliveries"]) =>
  responsePage({ displayName: "Corp", home: "" }, { person, deliveries, nonce: "n" });
const buttons = (text: string) => [...text.matchAll(/<button[^>]*>([^<]*)</g)].map(([, label]) => label);

describe("the page that posts a response", () => {
  test("does it by itself when that is all there is to do", () => {
    const text = page([{ form }]);
    expect(text).toContain('<script nonce="n">');
    expect(buttons(text)).toEqual(["Continue"]);
    expect(text).toContain('name="RelayState" value="&lt;state&gt;"');
  });

  test.each<[string, Answer["deliveries"], string[]]>([
    ["twice", [{ form }, { form }], ["Send it", "Send it once more"]],
    ["late", [{ form, after: 360_000 }], ["Send it, after 6 minutes"]],
    ["a moment apart", [{ form }, { form, after: 1_000 }], ["Send it", "Send it once more, after 1 second"]],
    ["from another browser", [{ form, browser: "another" }], ["Send it from this browser instead"]],
  ])("leaves it to the person where it goes %s", (_case, deliveries, expected) => {
    const text = page(deliveries);
    expect(text).not.toContain("<script");
    expect(buttons(text)).toEqual(expected);
    expect(text.match(/action="https:\/\/sp\.example\/acs"/g)).toHaveLength(deliveries.length);
    expect(text.match(/target="_blank"/g) ?? []).toHaveLength(deliveries.length > 1 ? deliveries.length : 0);
  });

  test("gives the form as a file to take to another browser", () => {
    const [, data = ""] =
      /download="saml-response.html" href="data:text\/html;base64,([^"]+)"/.exec(
        page([{ form, browser: "another" }]),
      ) ?? [];
    const file = Buffer.from(data, "base64").toString();
    expect(file).toContain('<form method="post" action="https://sp.example/acs">');
    expect(file).toContain('name="SAMLResponse" value="cmVzcG9uc2U="');
    expect(file).toContain('name="RelayState" value="&lt;state&gt;"');
  });
});
