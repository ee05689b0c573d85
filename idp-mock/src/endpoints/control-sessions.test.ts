import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const begin = async (body: unknown) => {
  const { status, text } = await idp.control(body, "sessions");
  return { status, body: JSON.parse(text) };
};
const end = (id: string) => idp.ask(`/control/sessions/${id}`, { method: "DELETE" });
const people = async (query = "") =>
  JSON.parse((await idp.get(`/control/sessions${query}`)).text).sessions.map(
    ({ person }: { person: string }) => person,
  );

test("a session begins, is told of, and ends once", async () => {
  const { body } = await begin({ person: "alice@example.com" });
  expect(body).toMatchObject({ idp: "corp", person: "alice@example.com", visits: [] });
  const other = await begin({ idp: "other", person: "olga@other.example" });
  expect(await people()).toEqual(["alice@example.com", "olga@other.example"]);
  expect(await people("?idp=other")).toEqual(["olga@other.example"]);
  const ended = await end(body.id);
  expect([ended.status, JSON.parse(ended.text)]).toEqual([
    200,
    expect.objectContaining({ id: body.id, visits: [], forms: [] }),
  ]);
  expect([(await end(body.id)).status, (await end("guessed")).status]).toEqual([400, 400]);
  expect(await people()).toEqual(["olga@other.example"]);
  expect((await end(other.body.id)).status).toBe(200);
});

test("of nobody there is none", async () => {
  expect(await begin({ person: "nobody@example.com" })).toMatchObject({
    status: 400,
    body: { mistakes: [{ subject: "person" }] },
  });
  expect(await people()).toEqual([]);
});
