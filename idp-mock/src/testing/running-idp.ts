import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { logger } from "@gatehouse/http/log.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { start } from "../app.ts";

export const singleSignOnService = "https://idp.example.com/sso";
export const serviceProvider = "urn:amazon:cognito:sp:us-east-1_GateHous3";
export const assertionConsumerService = "https://pool.example.com/saml2/idpresponse";

const people = `
serviceProviders:
  - entityId: urn:amazon:cognito:sp:\${USER_POOL_ID}
    assertionConsumerService: \${USER_POOL_URL}/saml2/idpresponse
identityProviders:
  - name: corp
    displayName: Example Corp
    style: adfs
    people:
      - { email: alice@example.com, givenName: Alice, familyName: Archer, groups: [traders, "<admins>"] }
      - { email: markup@example.com, givenName: "<script>alert(1)</script>", familyName: "\\"O'Hara\\" & Sons", groups: [] }
      - { email: grace@example.com, givenName: Grace, familyName: Gray, groups: [traders], groupCount: 300 }
  - name: other
    displayName: Other & Sons
    style: plain
    people:
      - { email: olga@other.example, givenName: Olga, familyName: Other, groups: [] }
`;

/** An identity provider on a socket in a folder of its own; `restart` keeps the folder. */
export const runningIdp = async () => {
  const folder = mkdtempSync(join(tmpdir(), "idp-"));
  const socket = join(folder, "idp.sock");
  writeFileSync(join(folder, "people.yaml"), people);
  const lines: string[] = [];
  const log = logger(
    "idp-mock",
    new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) }),
  );
  const run = () =>
    start(
      {
        IDP_LISTEN: { socket },
        IDP_PUBLIC_URL: "https://idp.example.com",
        IDP_PEOPLE: join(folder, "people.yaml"),
        IDP_DATA_DIR: join(folder, "data"),
        IDP_SIGN: "both",
        USER_POOL_URL: "https://pool.example.com",
        USER_POOL_ID: "us-east-1_GateHous3",
      },
      { log },
    );
  let running = await run();
  return {
    lines,
    get: (path: string) => ask(socket, path),
    ask: (path: string, options: Parameters<typeof ask>[2]) => ask(socket, path, options),
    /** A form of its own pages; a field may be there several times. */
    submit: (path: string, fields: Record<string, string | readonly string[]>) =>
      ask(socket, path, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://idp.example.com" },
        body: new URLSearchParams(
          Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
        ).toString(),
      }),
    /** An operation of the control API. */
    control: (body: unknown, operation = "next-sign-in") =>
      ask(socket, `/control/${operation}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    async restart() {
      await running.close();
      running = await run();
    },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true });
    },
  };
};
