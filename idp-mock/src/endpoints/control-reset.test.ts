import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp, serviceProvider } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const [alice, olga] = ["alice@example.com", "olga@other.example"];
const control = async (body: unknown, operation: string) => {
  const { status, text } = await idp.control(body, operation);
  return { status, body: JSON.parse(text) };
};
const list = async () => JSON.parse((await idp.get("/control/faults")).text);
const faultsOf = async (person: string, name = "corp") =>
  (await control({ serviceProvider, person, idp: name }, "sign-ins")).body.faults;

describe("POST /control/faults", () => {
  test("has a person misbehave in every sign-in, until told otherwise", async () => {
    const told = { person: alice, faults: ["other-audience"] };
    expect(await control(told, "faults")).toEqual({ status: 200, body: { idp: "corp", ...told } });
    expect([await faultsOf(alice), await faultsOf("grace@example.com")]).toEqual([["other-audience"], []]);
    expect((await list()).always).toEqual([{ idp: "corp", ...told }]);
    await control({ person: alice, faults: [] }, "faults");
    expect(await faultsOf(alice)).toEqual([]);
  });

  test("has a whole identity provider misbehave, and no other", async () => {
    await control({ idp: "other", faults: ["other-audience"] }, "faults");
    expect([await faultsOf(olga, "other"), await faultsOf(alice)]).toEqual([["other-audience"], []]);
    expect((await list()).always).toEqual([{ idp: "other", faults: ["other-audience"] }]);
    await control({ idp: "other", faults: [] }, "faults");
    expect(await faultsOf(olga, "other")).toEqual([]);
  });

  test("has the metadata fail, which is of nobody's own", async () => {
    const [{ name }] = (await list()).faults.filter(({ family }: { family: string }) => family === "metadata");
    const before = (await idp.get("/metadata")).text;
    await control({ faults: [name, "other-audience"] }, "faults");
    expect((await list()).always).toEqual([{ idp: "corp", faults: ["other-audience", name] }]);
    expect(await control({ person: alice, faults: [name] }, "faults")).toMatchObject({
      status: 400,
      body: { mistakes: [{ subject: "faults", received: name }] },
    });
    await control({ faults: [] }, "faults");
    expect((await list()).always).toEqual([]);
    expect((await idp.get("/metadata")).text).toBe(before);
  });

  test.each([
    ["a fault that nobody knows", { faults: ["lateness"] }, "faults[0]"],
    ["none", {}, "faults"],
    ["a person whom nobody knows", { person: "nobody@example.com", faults: [] }, "person"],
    ["another identity provider", { idp: "nobody", faults: [] }, "idp"],
  ])("refuses %s", async (_case, body, subject) => {
    expect(await control(body, "faults")).toMatchObject({ status: 400, body: { mistakes: [{ subject }] } });
  });
});

test("GET /control/faults is the catalogue", async () => {
  const { faults } = await list();
  expect(faults.find(({ name }: { name: string }) => name === "other-audience")).toEqual({
    name: "other-audience",
    family: "semantics",
    description: expect.any(String),
    source: expect.any(String),
    code: "SAML_AUDIENCE_MISMATCH",
  });
});

describe("POST /control/reset", () => {
  const change = async () => {
    await control({ person: alice }, "next-sign-in");
    await control({ person: alice, groups: ["clerks"] }, "groups");
    await control({ person: alice, faults: ["other-audience"] }, "faults");
    await control({ idp: "other", faults: ["other-audience"] }, "faults");
  };
  const state = async () => ({
    arranged: !(await idp.get(overRedirect(requestXml()))).text.includes('name="person"'),
    groups: JSON.parse((await idp.get("/people")).text).people[0].groups,
    always: (await list()).always.length,
  });
  const atStart = { arranged: false, groups: ["traders", "<admins>"], always: 0 };

  test("brings back what the file says, and forgets what happened", async () => {
    await change();
    expect(await state()).toEqual({ arranged: true, groups: ["clerks"], always: 2 });
    await change();
    expect(await control({}, "reset")).toEqual({ status: 200, body: { reset: ["corp", "other"] } });
    expect(JSON.parse((await idp.get("/control/log")).text)).toEqual({ entries: [] });
    expect(await state()).toEqual(atStart);
  });

  test("of one leaves the others as they are", async () => {
    await change();
    expect(await control({ idp: "corp" }, "reset")).toEqual({ status: 200, body: { reset: ["corp"] } });
    expect(await state()).toEqual({ ...atStart, always: 1 });
    await control({ idp: "other" }, "reset");
    expect(await state()).toEqual(atStart);
  });

  test("leaves the keys", async () => {
    const before = (await idp.get("/metadata")).text;
    await control({}, "reset");
    expect((await idp.get("/metadata")).text).toBe(before);
  });

  test("refuses an identity provider that is none", async () => {
    expect(await control({ idp: "nobody" }, "reset")).toMatchObject({ status: 400 });
  });
});
