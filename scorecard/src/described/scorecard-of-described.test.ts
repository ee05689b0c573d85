import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readYaml } from "@gatehouse/config/yaml-file.ts";
import { faultNamed } from "@gatehouse/idp-mock/faults/faults.ts";
import { choosePorts } from "@gatehouse/stack/ports.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Scorecard } from "../trials/run.ts";
import { shortcomings } from "../trials/verdict.ts";
import { description } from "./description.ts";
import { scorecardOfDescribed } from "./scorecard-of-described.ts";
import { startServiceProvider } from "./testing/express-service-provider.ts";

/** node-saml 5.1.0 reads neither Destination nor Recipient, takes a status for no matter, and knows no replay. */
const letInByNodeSaml = ["destination-other", "recipient-other", "sender-vouches"];
const refusedByAll = ["attackers-key", "other-audience", "xsw-3"];
const needingMore = ["other-idps-key", "unsolicited-names-a-request"];
const only = [...refusedByAll, ...letInByNodeSaml, ...needingMore].map((name) => {
  const fault = faultNamed(name);
  if (!fault) throw new Error(`there is no fault ${name}`);
  return fault;
});

const folder = mkdtempSync(join(tmpdir(), "scorecard-"));
let serviceProvider: Awaited<ReturnType<typeof startServiceProvider>>;
let scorecard: Scorecard;
const said: string[] = [];

beforeAll(async () => {
  const { idp } = await choosePorts({ idp: 0 });
  const url = `http://localhost:${idp}`;
  serviceProvider = await startServiceProvider({ metadata: `${url}/metadata`, sso: `${url}/sso` });
  const file = join(folder, "service-provider.yaml");
  writeFileSync(
    file,
    `
name: an application with node-saml
entityId: ${serviceProvider.entityId}
assertionConsumerService: ${serviceProvider.assertionConsumerService}
start: ${serviceProvider.url}/login
success: { status: 302, location: ^/home$ }
reason: { body: "Refused: (.*)</p>" }
identityProvider: { listen: "127.0.0.1:${idp}", url: "${url}", data: ${join(folder, "idp")} }
`,
  );
  const described = readYaml(file, description);
  const told = () => {};
  scorecard = await scorecardOfDescribed(described, {
    only,
    atOnce: 1,
    untimed: true,
    say: (text) => said.push(text),
    told,
  });
}, 120_000);

afterAll(async () => {
  await serviceProvider.close();
  rmSync(folder, { recursive: true });
});

const found = (name: string) => {
  const verdict = scorecard.verdicts.find(({ fault }) => fault.name === name);
  return verdict && { outcome: verdict.outcome, shortcomings: shortcomings(verdict, false) };
};

test("it says where the identity provider is that is to be registered", () => {
  expect(said.join()).toMatch(/register this identity provider .*: http:\/\/localhost:\d+\/metadata/);
});

test.each(refusedByAll)("%s is refused, in words of the service provider's own", (name) => {
  expect(found(name)?.outcome).toEqual({ letIn: false, reason: expect.stringMatching(/^(?!status)./) });
});

test.each(letInByNodeSaml)("%s is let in, and the scorecard says so", (name) => {
  expect(found(name)).toEqual({ outcome: { letIn: true }, shortcomings: ["it was let in"] });
});

test("what it has no sign-in for is named, and was not tried", () => {
  expect(scorecard.untried.map(({ name }) => name)).toEqual(needingMore);
});
