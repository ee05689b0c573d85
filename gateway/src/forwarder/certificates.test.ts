import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { type Certified, newAuthority, serverCertificate } from "@gatehouse/certificate-authority/certificates.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute } from "../testing/routes.ts";

const year = 365 * 24 * 60 * 60 * 1_000;
const known = getCACertificates("default");
const running: Running[] = [];
let trusted: Certified;
beforeAll(async () => {
  trusted = await newAuthority(new Date());
  setDefaultCACertificates([...known, trusted.certificate]);
});
afterAll(() => setDefaultCACertificates(known));
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()));
});

/** What a client is answered when the service shows that certificate, and how many requests the service saw. */
const answeredBehind = async ({ key, certificate }: Certified, { skipsVerification = false } = {}) => {
  let requests = 0;
  const server: Server = createServer({ key, cert: certificate }, (_request, response) => {
    requests++;
    response.end("secret");
  });
  running.push(await listen(server, { host: "127.0.0.1", port: 0 }));
  const uri = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const gateway = await startGateway({
    folder: "/nowhere",
    routes: [httpRoute("GET", "/", { uri, connection: { type: "INTERNET" }, skipsVerification })],
  });
  running.push(gateway);
  const { answers } = await converse(gateway.port, raw("GET / HTTP/1.1", "Host: gw"));
  server.closeAllConnections();
  return { status: answers[0]?.status, requests };
};

test("a service whose certificate is for its name, by an authority that is trusted, is asked", async () => {
  const certified = await serverCertificate(trusted, { names: ["localhost"], now: new Date() });
  expect(await answeredBehind(certified)).toEqual({ status: 200, requests: 1 });
});

const doubtful: readonly [what: string, certified: () => Promise<Certified>][] = [
  ["for another name", () => serverCertificate(trusted, { names: ["other.example"], now: new Date() })],
  [
    "that has expired",
    () => serverCertificate(trusted, { names: ["localhost"], now: new Date(Date.now() - 2 * year) }),
  ],
  [
    "by an authority that nobody trusts",
    async () => serverCertificate(await newAuthority(new Date()), { names: ["localhost"], now: new Date() }),
  ],
];

test.each(doubtful)("one with a certificate %s is not", async (_what, certified) => {
  expect(await answeredBehind(await certified())).toEqual({ status: 504, requests: 0 });
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-tls-config.html */
test.each(doubtful)(
  "one with a certificate %s is, by a route that does not ask for a good one",
  async (_what, certified) => {
    expect(await answeredBehind(await certified(), { skipsVerification: true })).toEqual({ status: 200, requests: 1 });
  },
);
