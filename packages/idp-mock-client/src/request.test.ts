import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { idpMock } from "./idp-mock.ts";
import { IdpMockRefused, IdpMockUnreachable } from "./request.ts";

const answers: Record<string, readonly [status: number, body: string]> = {
  "/control/reset": [200, '{"reset":[]}'],
  "/control/log?since=3": [200, '{"entries":[]}'],
  "/control/groups": [400, '{"message":"person: expected a, received b","mistakes":[{"subject":"person"}]}'],
  "/control/faults": [413, '{"message":"the request could not be read"}'],
  "/control/clock": [404, "<!doctype html>"],
};
const server = createServer((request, response) => {
  const [status, body] = answers[request.url ?? ""] ?? [500, "{}"];
  response.writeHead(status).end(body);
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test("an answer is given back as it is", async () => {
  expect(await idpMock(url).reset()).toEqual({ reset: [] });
  expect(await idpMock(`${url}/`).log({ since: 3, idp: undefined })).toEqual({ entries: [] });
});

test("a refusal names the operation and says why", async () => {
  const refused = idpMock(url).groups({ person: "b", groups: [] });
  await expect(refused).rejects.toThrow(IdpMockRefused);
  await expect(refused).rejects.toThrow("POST /control/groups: 400: person: expected a, received b");
  await expect(refused).rejects.toMatchObject({ status: 400, mistakes: [{ subject: "person" }] });
});

test("one without mistakes has none", async () => {
  await expect(idpMock(url).faults()).rejects.toMatchObject({ status: 413, mistakes: [] });
});

test("what is not the control API is told to be none", async () => {
  await expect(idpMock(url).clock({ offsetSeconds: 0 })).rejects.toThrow(
    /POST \/control\/clock at .*: 404, and no JSON/,
  );
  const nobody = idpMock("http://127.0.0.1:1").reset();
  await expect(nobody).rejects.toThrow(IdpMockUnreachable);
  await expect(nobody).rejects.toThrow(/POST \/control\/reset at http:\/\/127\.0\.0\.1:1: /);
});
