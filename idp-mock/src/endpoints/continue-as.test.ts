import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fields } from "../testing/form-fields.ts";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

describe("continue as", () => {
  const people = (cookie: string) => idp.ask(overRedirect(requestXml()), { headers: { cookie } });

  test("the person who signed in last, who is shown first", async () => {
    const page = (await idp.get(overRedirect(requestXml()))).text;
    expect(page).not.toContain("Continue as");
    const { headers } = await idp.submit("/sign-in", { ...fields(page), person: "grace@example.com" });
    const kept = String(headers["set-cookie"]);
    expect(kept).toMatch(
      /continue-as-corp=grace%40example\.com; Max-Age=\d+; Path=\/; [^,]*, [^,]*GMT; HttpOnly; Secure; SameSite=Lax/,
    );
    const { text } = await people("continue-as-corp=grace%40example.com");
    expect(text.indexOf("Continue as <strong>Grace Gray")).toBeGreaterThan(0);
    expect(text.indexOf("Continue as")).toBeLessThan(text.indexOf("Alice Archer"));
  });

  test.each([
    ["nobody of this provider", "continue-as-corp=olga%40other.example"],
    ["markup", "continue-as-corp=<script>"],
    ["two at once", "continue-as-corp=grace%40example.com; continue-as-corp=alice%40example.com"],
    ["the one of another provider", "continue-as-other=grace%40example.com"],
  ])("is not offered for %s", async (_case, cookie) => {
    expect((await people(cookie)).text).not.toContain("Continue as");
    expect((await people("continue-as-corp=grace%40example.com")).text).toContain("Continue as");
  });
});
