import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { type Certified, newAuthority, serverCertificate } from "./certificates.ts";

const now = new Date();
const names = ["localhost", "*.auth.localhost", "127.0.0.1", "::1"];

/** What a client that trusts the authority, and nobody else, gets from a server with the certificate. */
const answerOf = async (server: Certified, authority: Certified, asked: { servername: string }) => {
  const listening = createServer({ key: server.key, cert: server.certificate }, (_request, response) =>
    response.end("hello"),
  ).listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  try {
    return await new Promise<string>((resolve, reject) => {
      get({ host: "127.0.0.1", port, servername: asked.servername, ca: authority.certificate }, (response) =>
        response.setEncoding("utf8").once("data", resolve),
      ).once("error", ({ code }: NodeJS.ErrnoException) => reject(new Error(code)));
    });
  } finally {
    listening.close();
  }
};

describe("a server's certificate", () => {
  test.each(["localhost", "corp.auth.localhost"])(
    "is taken for %s where the authority is trusted",
    async (servername) => {
      const authority = await newAuthority(now);
      const server = await serverCertificate(authority, { names, now });
      expect(await answerOf(server, authority, { servername })).toBe("hello");
    },
  );

  test("is refused for another name", async () => {
    const authority = await newAuthority(now);
    const server = await serverCertificate(authority, { names, now });
    const asking = answerOf(server, authority, { servername: "example.com" });
    await expect(asking).rejects.toThrow("ERR_TLS_CERT_ALTNAME_INVALID");
  });

  test("is refused where another authority is trusted", async () => {
    const server = await serverCertificate(await newAuthority(now), { names, now });
    const asking = answerOf(server, await newAuthority(now), { servername: "localhost" });
    await expect(asking).rejects.toThrow("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  });

  test("that has expired is refused", async () => {
    const authority = await newAuthority(now);
    const server = await serverCertificate(authority, { names, now: new Date(now.getTime() - 400 * 86_400_000) });
    const asking = answerOf(server, authority, { servername: "localhost" });
    await expect(asking).rejects.toThrow("CERT_HAS_EXPIRED");
  });

  test("is for no longer than every system takes, and names addresses as such", async () => {
    const { certificate } = await serverCertificate(await newAuthority(now), { names, now });
    const read = new X509Certificate(certificate);
    expect(read.validToDate.getTime() - read.validFromDate.getTime()).toBeLessThan(398 * 86_400_000);
    expect(read.subjectAltName).toBe(
      "DNS:localhost, DNS:*.auth.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
    );
    expect(read.ca).toBe(false);
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });
});

describe("an authority", () => {
  test("signs itself, for ten years, and holds its own key", async () => {
    const authority = await newAuthority(now);
    const read = new X509Certificate(authority.certificate);
    expect(read.ca).toBe(true);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.validToDate.getTime()).toBeGreaterThan(now.getTime() + 3_600 * 86_400_000);
    expect(authority.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test("has a name of its own", async () => {
    const subjects = await Promise.all([newAuthority(now), newAuthority(now)]);
    expect(new Set(subjects.map(({ certificate }) => new X509Certificate(certificate).subject)).size).toBe(2);
  });
});
