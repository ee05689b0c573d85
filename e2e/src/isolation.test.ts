import { readdirSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";
import { dataDirectory } from "@gatehouse/stack/data-directory.ts";
import { holderOf } from "@gatehouse/stack/lock.ts";
import { describe, expect, test } from "@jest/globals";
import { containers } from "./containers.ts";
import { postmasterOf } from "./control-npm-start.ts";
import { listeningPorts } from "./listening-ports.ts";
import { type Place, reached, reachedFrom, written } from "./reached.ts";
import { kind, outputs } from "./target.ts";

const portOf = (url: string) => Number(new URL(url).port);
const published = () => [
  portOf(outputs().gateway.url),
  portOf(outputs().userPool.endpoint),
  portOf(outputs().identityProviders[0]!.url),
];

test("the gateway, the user pool and the identity provider are reached, at this machine's own address alone", () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ internal, family, address }) => (internal || family !== "IPv4" ? [] : [address]));
  const at = (host: string) => published().map((port): Place => ({ host, port }));
  expect(reached(at("127.0.0.1"))).toEqual(at("127.0.0.1").map(written));
  expect(reached(others.flatMap(at))).toEqual([]);
});

const underCompose = () => {
  const behind = ["db", "session", "permissions", "trades", "pages"];
  const places = () => {
    const addresses = containers().flatMap(({ service, addresses }) => (behind.includes(service) ? addresses : []));
    expect(addresses.length).toBeGreaterThanOrEqual(behind.length);
    return [...behind, ...addresses].flatMap((host) => [80, 5432, 8080].map((port): Place => ({ host, port })));
  };
  const inTheOpen: readonly Place[] = [
    { host: "gateway", port: 8080 },
    { host: "user-pool", port: 9229 },
  ];

  test("the host reaches no private service and no database", () => {
    expect(reached(places())).toEqual([]);
  });

  test("a container on edge reaches the gateway and the pool, but no private service and no database", () => {
    expect(reachedFrom("idp-mock", [...inTheOpen, ...places()])).toEqual(inTheOpen.map(written));
  });

  test("they are there all the same, for those who are meant to reach them", () => {
    const all = behind.map((host) => ({ host, port: host === "db" ? 5432 : 80 }));
    expect(reachedFrom("gateway", all)).toEqual(all.map(written));
  });

  test("what needs no database reaches none", () => {
    const database = containers().filter(({ service }) => service === "db");
    const [gateway] = inTheOpen.map(written);
    const addresses = database.flatMap(({ addresses }) => addresses).map((host) => ({ host, port: 5432 }));
    expect(reachedFrom("gateway", addresses)).toEqual(addresses.map(written));
    expect(reachedFrom("pages", [...inTheOpen.slice(0, 1), ...addresses])).toEqual([gateway]);
  });
};

const underNpmStart = () => {
  const data = () => dataDirectory(dirname(process.env.GATEHOUSE_OUTPUTS!));

  test("nothing else listens on the network, but the database for this machine alone", async () => {
    const stack = Number(await holderOf(data().lock));
    expect(listeningPorts(stack).toSorted()).toEqual(
      published()
        .map((port) => `127.0.0.1:${port}`)
        .toSorted(),
    );
    expect(listeningPorts(postmasterOf(data()))).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
  });

  test("private services are behind sockets that this user alone can open", () => {
    expect(statSync(data().sockets).mode & 0o777).toBe(0o700);
    const sockets = readdirSync(data().sockets).map((name) => join(data().sockets, name));
    for (const path of sockets) expect(statSync(path).mode & 0o777).toBe(0o600);
    const services = sockets.filter((path) => path !== data().lock).map((path): Place => ({ path }));
    expect(services.length).toBeGreaterThanOrEqual(4);
    expect(reached(services)).toEqual(services.map(written));
  });
};

if (kind === "compose") describe("with containers", underCompose);
if (kind === "npm-start") describe("in one process", underNpmStart);
