import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp, serviceProvider } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());
beforeEach(() => idp.control({}, "reset"));

const log = async (query = "") => {
  const { status, text } = await idp.get(`/control/log${query}`);
  return { status, body: JSON.parse(text) };
};
const alice = "alice@example.com";

describe("GET /control/log", () => {
  test("tells each request and response, decoded", async () => {
    const sso = `https://idp.example.com${overRedirect(requestXml({ ID: "_logged" }), "state")}`;
    await idp.control({ sso, person: alice, faults: ["other-audience"] }, "sign-ins");
    const [request, response, ...more] = (await log()).body.entries;
    expect(more).toEqual([]);
    expect(request).toEqual({
      number: expect.any(Number),
      at: expect.stringMatching(/Z$/),
      idp: "corp",
      kind: "AuthnRequest",
      serviceProvider,
      relayState: "state",
      xml: requestXml({ ID: "_logged", IssueInstant: /IssueInstant="([^"]+)"/.exec(request.xml)?.[1] }),
    });
    expect(response).toMatchObject({
      kind: "Response",
      serviceProvider,
      person: alice,
      faults: ["other-audience"],
      relayState: "state",
      xml: expect.stringContaining(`InResponseTo="_logged"`),
    });
  });

  test("tells what was refused and why, on the page and by the control API alike", async () => {
    const path = overRedirect(requestXml({ Version: "1.1" }));
    await idp.get(path);
    await idp.control({ sso: `https://idp.example.com${path}`, person: alice }, "sign-ins");
    const kinds = (await log()).body.entries.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["AuthnRequest", "refusal", "AuthnRequest", "refusal"]);
    expect((await log()).body.entries[1].reason).toBe("AuthnRequest/@Version: expected 2.0, received 1.1");
  });

  test("tells those of one identity provider, and those after one", async () => {
    await idp.get("/sso");
    await idp.get("/idps/other/sso");
    await idp.get("/sso");
    const [{ number }] = (await log()).body.entries;
    const numbers = async (query: string) =>
      (await log(query)).body.entries.map((entry: { number: number }) => entry.number - number);
    expect(await numbers("")).toEqual([0, 1, 2]);
    expect(await numbers("?idp=corp")).toEqual([0, 2]);
    expect(await numbers("?idp=other")).toEqual([1]);
    expect(await numbers(`?since=${number}`)).toEqual([1, 2]);
    expect(await numbers(`?since=${number}&idp=corp`)).toEqual([2]);
  });

  test.each([
    ["?idp=nobody", "idp"],
    ["?since=yesterday", "since"],
    ["?since=1&since=2", "since"],
    ["?until=1", "the query"],
  ])("refuses %s", async (query, subject) => {
    expect(await log(query)).toMatchObject({ status: 400, body: { mistakes: [{ subject }] } });
  });
});
