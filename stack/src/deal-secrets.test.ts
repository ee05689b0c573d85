import { X509Certificate } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { dealCertificates, dealSecrets } from "./deal-secrets.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const place = temporaryFolder();
const parts = ["user-pool", "session", "permissions", "trades", "authorizer", "gateway", "auditor"];
const ofItsOwn: Readonly<Record<string, readonly string[]>> = {
  "user-pool": ["administrator"],
  gateway: ["administrator"],
  permissions: ["checkpoint-key.pem"],
  auditor: ["public-keys.pem"],
};
const volumes = ["database", "migrate", ...parts];
const read = (...path: readonly string[]) => readFileSync(place(join(...path)), "utf8").trim();
const mode = (...path: readonly string[]) => statSync(place(join(...path))).mode & 0o777;

beforeEach(() => {
  for (const name of volumes) {
    rmSync(place(name), { recursive: true, force: true });
    mkdirSync(place(name));
  }
});

describe("secrets for containers", () => {
  test("are dealt out so that a part gets its own and no other", () => {
    dealSecrets(place("."), "db:5432");
    for (const part of parts) {
      expect(readdirSync(place(part)).toSorted()).toEqual([...(ofItsOwn[part] ?? []), "database-url"].toSorted());
      expect(mode(part, "database-url")).toBe(0o600);
      const { username, password, host, pathname } = new URL(read(part, "database-url"));
      expect([username, host, pathname]).toEqual([`gatehouse_${part.replace("-", "_")}`, "db:5432", "/gatehouse"]);
      expect(password).toBe(read("migrate", username));
    }
    expect(read("gateway", "administrator")).toBe(read("user-pool", "administrator"));
    expect(mode("gateway", "administrator")).toBe(0o600);
    expect(readdirSync(place("database"))).toEqual(["superuser"]);
    expect(read("migrate", "admin-url")).toBe(`postgres://postgres:${read("database", "superuser")}@db:5432/postgres`);
  });

  test("are all different", () => {
    dealSecrets(place("."), "db:5432");
    const passwords = [
      read("database", "superuser"),
      read("user-pool", "administrator"),
      ...parts.map((part) => new URL(read(part, "database-url")).password),
    ];
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  test("stay the same at the next start, and come back where a part's volume is new", () => {
    dealSecrets(place("."), "db:5432");
    const before = volumes.map((name) => readdirSync(place(name)).map((file) => read(name, file)));
    rmSync(place("trades/database-url"));
    dealSecrets(place("."), "db:5432");
    expect(volumes.map((name) => readdirSync(place(name)).map((file) => read(name, file)))).toEqual(before);
  });

  test("are with certificates on demand: the user pool gets its own, everybody the authority's, and nobody its key", async () => {
    for (const name of ["authority", "trusted"]) mkdirSync(place(name), { recursive: true });
    await dealCertificates(place("."), ["user-pool"], new Date());
    const server = new X509Certificate(read("user-pool", "https.pem"));
    const authority = new X509Certificate(read("trusted", "ca.pem"));
    expect(server.subjectAltName).toContain("DNS:user-pool");
    expect(server.verify(authority.publicKey)).toBe(true);
    expect([mode("user-pool", "https.pem"), mode("authority", "ca.pem")]).toEqual([0o600, 0o600]);
    expect(read("trusted", "ca.pem")).not.toContain("PRIVATE KEY");
  });
});
