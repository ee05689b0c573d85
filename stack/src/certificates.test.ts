import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ensureCertificates } from "./certificates.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const place = temporaryFolder();
const fresh = (name: string) => {
  mkdirSync(place(name));
  const file = (base: string) => join(place(name), base);
  return { authority: file("ca-key.pem"), server: file("https.pem"), trusted: file("ca.pem") };
};
const now = new Date("2026-11-27T12:00:00Z");
const names = ["localhost", "*.auth.localhost", "127.0.0.1", "::1"];
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const mode = (path: string) => statSync(path).mode & 0o777;
const text = (file: string) => readFileSync(file, "utf8");

describe("certificates", () => {
  test("are made at the first start, and stay", async () => {
    const places = fresh("first");
    await ensureCertificates(places, { names, now });
    const made = text(places.server);
    const authority = text(places.trusted);
    expect(new X509Certificate(made).verify(new X509Certificate(authority).publicKey)).toBe(true);
    await ensureCertificates(places, { names: names.toReversed(), now: later(300) });
    expect([text(places.server), text(places.trusted)]).toEqual([made, authority]);
  });

  test("give their keys to nobody else", async () => {
    const places = fresh("rights");
    await ensureCertificates(places, { names, now });
    expect([mode(places.server), mode(places.authority)]).toEqual([0o600, 0o600]);
    expect(text(places.trusted)).not.toContain("PRIVATE");
  });

  test.each([
    ["soon ends", names, later(380)],
    ["has another name", [...names, "user-pool"], now],
  ])("of a server are renewed by the same authority when the old one %s", async (why, wanted, at) => {
    const places = fresh(why);
    await ensureCertificates(places, { names, now });
    const [before, authority] = [text(places.server), text(places.trusted)];
    await ensureCertificates(places, { names: wanted, now: at });
    expect(text(places.server)).not.toBe(before);
    expect(text(places.trusted)).toBe(authority);
  });

  test("are all made anew when the authority soon ends", async () => {
    const places = fresh("old");
    await ensureCertificates(places, { names, now });
    const authority = text(places.trusted);
    await ensureCertificates(places, { names, now: later(3_640) });
    expect(text(places.trusted)).not.toBe(authority);
    expect(new X509Certificate(text(places.server)).checkIssued(new X509Certificate(text(places.trusted)))).toBe(true);
  });

  test("that are damaged stop the start", async () => {
    const places = fresh("damaged");
    await ensureCertificates(places, { names, now });
    const [, certificate = ""] = /(-----BEGIN CERTIFICATE[\s\S]*)/.exec(text(places.server)) ?? [];
    writeFileSync(places.server, certificate);
    await expect(ensureCertificates(places, { names, now })).rejects.toThrow("https.pem holds no private key");
  });
});
