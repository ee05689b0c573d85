import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

/** What a browser that has this cookie is told to keep after a sign-in. */
const cookieAfter = async (person: string, cookie = "") => {
  await idp.control({ person });
  const { headers } = await idp.ask(overRedirect(requestXml()), { headers: { cookie } });
  return String(headers["set-cookie"]);
};

test("a sign-in gives the browser a session that scripts and other sites do not get at", async () => {
  expect(await cookieAfter("alice@example.com")).toMatch(
    /^idp-session-corp=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test("the next one joins it, and another person's does not", async () => {
  const first = await cookieAfter("alice@example.com");
  const [kept = ""] = first.split(";");
  expect(await cookieAfter("alice@example.com", `a=b; ${kept}`)).toBe(first);
  expect(await cookieAfter("grace@example.com", kept)).not.toBe(first);
  expect(await cookieAfter("alice@example.com", kept.replace("corp", "other"))).not.toBe(first);
});
