import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import express from "express";
import { armedInMemory } from "../control/armed.ts";
import { metadataFaults } from "../faults/metadata/metadata-faults.ts";
import { signOnFaults } from "../faults/sign-on/sign-on-faults.ts";
import type { Idp } from "../idp.ts";
import { sendMetadata } from "./send-metadata.ts";
import { whileItWorks } from "./while-it-works.ts";

const [one, two] = await Promise.all(["one", "two"].map((commonName) => selfSigned({ commonName })));
const endpointFaults = armedInMemory();
const idp = {
  endpointFaults,
  urls: { metadata: "https://idp.test/metadata" },
  clock: () => new Date(),
  keys: { current: async () => one, next: async () => two },
} as unknown as Idp;
const document =
  '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"></md:EntityDescriptor>';

const app = express();
app.get("/metadata", (_request, response) => sendMetadata(document, { idp, idps: [idp] }, response));
app.get("/sso", whileItWorks(() => (_request, response) => void response.send("people"))(idp, [idp]));
const server = createServer(app);
const ask = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
};

beforeAll(() => new Promise<void>((done) => void server.listen(0, "127.0.0.1", done)));
beforeEach(() => endpointFaults.arm([]));
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => void server.close(done));
});

test("metadata are what they should be until something else was asked for", async () => {
  expect(await ask("/metadata")).toEqual({
    status: 200,
    type: expect.stringContaining("application/samlmetadata+xml"),
    body: document,
  });
  endpointFaults.arm(["metadata-expired"]);
  expect((await ask("/metadata")).body).toContain(" validUntil=");
  expect((await ask("/sso")).body).toBe("people");
});

test("the sign-on service works until it was told to fail", async () => {
  expect(await ask("/sso")).toMatchObject({ status: 200, body: "people" });
  endpointFaults.arm(["sign-on-unavailable"]);
  expect((await ask("/sso")).status).toBe(503);
  expect((await ask("/metadata")).body).toBe(document);
});

test("what is unreachable sends nothing", async () => {
  endpointFaults.arm(["metadata-unreachable", "sign-on-unreachable"]);
  await expect(ask("/metadata")).rejects.toThrow();
  await expect(ask("/sso")).rejects.toThrow();
});

test("every fault of an endpoint has a name of its own", () => {
  const names = [...metadataFaults, ...signOnFaults].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
