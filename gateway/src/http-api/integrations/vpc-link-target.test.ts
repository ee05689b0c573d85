import { expect, test } from "@jest/globals";
import { listener } from "../testing/routes.ts";
import { vpcLinkTarget } from "./vpc-link-target.ts";

const destinationOf = (target: string, serverName: string | null) =>
  vpcLinkTarget(
    { type: "VPC_LINK", id: "v1", arn: listener, serverName },
    { place: "api.yaml:1" },
    { vpcLink: { kind: "network" }, targets: { [listener]: target }, variables: {} },
  ).destination;

const isPrivate = { socket: null, isPrivate: true };

test.each<[string, string | null, object]>([
  ["trades", null, { ...isPrivate, origin: "http://trades" }],
  ["trades:8080", null, { ...isPrivate, origin: "http://trades:8080" }],
  ["trades", "trades.example.com", { ...isPrivate, origin: "https://trades", serverName: "trades.example.com" }],
  ["https://trades:8443", null, { ...isPrivate, origin: "https://trades:8443" }],
  // Said in full, a target is what it is: over a network of its own, a backend may do without TLS.
  ["http://trades", "trades.example.com", { ...isPrivate, origin: "http://trades", serverName: "trades.example.com" }],
])("the target %s, with the server name %s, over the network", (target, serverName, destination) => {
  expect(destinationOf(target, serverName)).toEqual(destination);
});
