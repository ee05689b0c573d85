import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fields } from "../testing/form-fields.ts";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

describe("the page of sessions", () => {
  test("lists who is signed in and where, and signs out that one alone", async () => {
    await idp.control({ person: "alice@example.com" });
    await idp.get(overRedirect(requestXml()));
    const page = (await idp.get(overRedirect(requestXml()))).text;
    const cookie = String(
      (await idp.submit("/sign-in", { ...fields(page), person: "grace@example.com" })).headers["set-cookie"],
    );
    const session = /idp-session-corp=([\w-]+)/.exec(cookie)?.[1] ?? "";
    const { text } = await idp.ask("/sessions", { headers: { cookie: `idp-session-corp=${session}` } });
    expect(text.match(/Sign out</g)).toHaveLength(2);
    expect(text).toMatch(/grace[\s\S]*in this browser[\s\S]*pool\.example\.com[\s\S]*alice/);
    expect(text).toMatch(new RegExp(`action="/sign-out">\\s*<button name="session" value="${session}">`));
    expect((await idp.submit("/sign-out", { session })).text).toContain("Signed out");
    const after = (await idp.get("/sessions")).text;
    expect(after.match(/Sign out</g)).toHaveLength(1);
    expect(after).toContain("Alice Archer");
  });
});
