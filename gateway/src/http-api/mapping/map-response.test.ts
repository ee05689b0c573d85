import { describe, expect, test } from "@jest/globals";
import type { Answer } from "../../answer.ts";
import { exchangeOf } from "../testing/exchange.ts";
import { responseMappings } from "../testing/mappings.ts";
import { mappedResponse } from "./map-response.ts";

type Mappings = Readonly<Record<string, string>>;

const seen = exchangeOf({ authorization: { kind: "lambda", principalId: null, context: { user: "alice" } } });
const answer = (given: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: [
    ["x-a", "1"],
    ["x-a", "2"],
    ["etag", "e"],
  ],
  body: Buffer.from('{"code":"409"}'),
  ...given,
});
const mapped = async (mappings: Mappings, given: Partial<Answer> = {}) =>
  mappedResponse(answer(given), { responseMappings: responseMappings({ "200": mappings }) }, seen);

describe("headers", () => {
  test.each<[Mappings, [string, string][]]>([
    [
      { "append:header.x-a": "3" },
      [
        ["etag", "e"],
        ["x-a", "1,2,3"],
      ],
    ],
    [
      { "overwrite:header.X-B": "$response.header.X-A" },
      [
        ["x-a", "1"],
        ["x-a", "2"],
        ["etag", "e"],
        ["x-b", "1,2"],
      ],
    ],
    [
      { "overwrite:header.x-b": "$context.authorizer.user" },
      [
        ["x-a", "1"],
        ["x-a", "2"],
        ["etag", "e"],
        ["x-b", "alice"],
      ],
    ],
    [{ "remove:header.X-A": "" }, [["etag", "e"]]],
    [
      { "overwrite:header.etag": "$response.header.gone" },
      [
        ["x-a", "1"],
        ["x-a", "2"],
      ],
    ],
  ])("%j", async (mappings, headers) => {
    expect((await mapped(mappings)).headers).toEqual(headers);
  });
});

describe("the status", () => {
  test.each<[string, number]>([
    ["403", 403],
    ["$response.body.code", 409],
    ["$response.body.gone", 200],
  ])("%s", async (value, status) => {
    expect((await mapped({ "overwrite:statuscode": value })).status).toBe(status);
  });

  test.each([["$response.header.etag"], ["${response.header.etag}"]])("%s is none and is refused", async (value) => {
    await expect(mapped({ "overwrite:statuscode": value })).rejects.toMatchObject({ type: "INTERNAL_SERVER_ERROR" });
  });
});

test("a body that a mapping looks into goes on whole", async () => {
  const { headers, body } = await mapped({ "overwrite:header.x-code": "$response.body.code" });
  expect([headers.at(-1), String(body)]).toEqual([["x-code", "409"], '{"code":"409"}']);
});

test.each([
  [Buffer.from('{"code":"1"}'), "1"],
  ['{"code":"2"}', "2"],
  [null, undefined],
])("so does %j", async (body, code) => {
  const { headers } = await mapped({ "overwrite:header.x-code": "$response.body.code" }, { body });
  expect(headers.find(([name]) => name === "x-code")?.[1]).toBe(code);
});

test("mappings are those of the backend's status alone", async () => {
  const given = answer({ status: 404 });
  expect(await mapped({ "remove:header.x-a": "" }, { status: 404 })).toMatchObject({ headers: given.headers });
  expect((await mapped({ "remove:header.x-a": "" })).headers).toEqual([["etag", "e"]]);
});
