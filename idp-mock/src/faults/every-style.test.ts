// A fault changes text that a style may write otherwise, attribute names and their formats above all.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { answerFor, answerTo } from "../answers/answer-to.ts";
import type { Conduct } from "../answers/make.ts";
import { directoryIn } from "../directory/people-file.ts";
import { styleNames } from "../directory/styles.ts";
import { identityProviders } from "../identity-providers.ts";
import type { Idp } from "../idp.ts";
import type { Fault } from "./fault.ts";
import { faults } from "./faults.ts";

const folder = mkdtempSync(join(tmpdir(), "idp-"));
const [entityId, assertionConsumerService] = ["urn:sp", "https://sp.example.com/acs"];
const { certificate: encryptionCertificate } = await selfSigned({ commonName: "sp" });
const email = "alice@example.com";
const people = [{ email, givenName: "Alice", familyName: "Archer", groups: ["staff", "traders"] }];
const known = directoryIn(folder).parse({
  serviceProviders: [{ entityId, assertionConsumerService, encryptionCertificate }],
  identityProviders: styleNames.map((style) => ({ name: style, displayName: style, style, people })),
});

let idps: readonly Idp[];
beforeAll(async () => {
  const settings = { IDP_PUBLIC_URL: "https://idp.example.com", IDP_DATA_DIR: folder, IDP_SIGN: "both" } as const;
  idps = await identityProviders(known, settings);
  const earlier = { serviceProvider: entityId, assertionConsumerService, id: "_earlier" };
  for (const idp of idps)
    for (const person of idp.people.list())
      await answerTo(idp, { asked: earlier, choice: { person, encrypt: false }, others: [] });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Why an answer cannot be made; undefined for one that can. */
const obstacleTo = async (fault: Fault, { idp, conduct }: { idp: Idp; conduct: Conduct }) => {
  const person = idp.people.find(email);
  if (!person) throw new Error(`nobody is ${email}`);
  const id = fault.needs === "identity provider begins" ? undefined : "_request";
  const encrypt = fault.needs === "encrypted assertions";
  const asked = { serviceProvider: entityId, assertionConsumerService, id, relayState: "state" };
  const choice = { person, encrypt, faults: [fault.name], conduct };
  try {
    await answerFor(idp, { asked, choice, others: idps.filter((other) => other !== idp) });
    return undefined;
  } catch (error) {
    return `${fault.name}, ${conduct}: ${(error as Error).message}`;
  }
};

test.each(styleNames)("in the style %s each fault and its control can be made", async (style) => {
  const idp = idps.find(({ name }) => name === style);
  if (!idp) throw new Error(`nobody has the style ${style}`);
  const obstacles: (string | undefined)[] = [];
  for (const fault of faults)
    for (const conduct of ["misbehave", "control"] as const) obstacles.push(await obstacleTo(fault, { idp, conduct }));
  expect(obstacles.flatMap((obstacle) => obstacle ?? [])).toEqual([]);
  expect(obstacles).toHaveLength(2 * faults.length);
});
