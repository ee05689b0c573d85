import type { IncomingMessage } from "node:http";
import { expect, test } from "@jest/globals";
import { requestOf } from "../testing/exchange.ts";
import { forwarded } from "./forwarded.ts";

const from = (sourceIp: string, domainName: string, localAddress: string | undefined) =>
  requestOf({
    sourceIp,
    domainName,
    headers: [["X-Forwarded-Proto", "https"]],
    body: { socket: { localAddress } } as IncomingMessage,
  });

test.each<[string, string, string | undefined, boolean, string]>([
  ["192.0.2.7", "api.example.com", "10.0.0.1", false, "by=10.0.0.1;for=192.0.2.7;host=api.example.com;proto=https"],
  ["192.0.2.7", "api.example.com", "10.0.0.1", true, "for=192.0.2.7;host=api.example.com;proto=https"],
  ["192.0.2.7", "localhost:8080", undefined, false, 'for=192.0.2.7;host="localhost:8080";proto=https'],
  ["::1", "a", "::ffff:127.0.0.1", false, 'by=127.0.0.1;for="[::1]";host=a;proto=https'],
])("%s at %s, by %s, private: %s", (sourceIp, host, by, isPrivate, expected) => {
  expect(forwarded(from(sourceIp, host, by), { isPrivate })).toBe(expected);
});
