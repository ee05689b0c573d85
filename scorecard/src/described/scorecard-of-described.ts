import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { start as startIdpMock } from "@gatehouse/idp-mock/app.ts";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { settings } from "@gatehouse/idp-mock/settings.ts";
import type { CommandLine } from "../command-line.ts";
import { noLog } from "../no-log.ts";
import type { ServiceProvider } from "../service-provider.ts";
import { type Scorecard, scorecardOf } from "../trials/run.ts";
import { singleSignOnOf } from "../trials/sign-in.ts";
import type { Verdict } from "../trials/verdict.ts";
import { asServiceProvider, trusted } from "./as-service-provider.ts";
import type { Description } from "./description.ts";

interface Way extends Pick<CommandLine, "atOnce" | "untimed"> {
  readonly say: (text: string) => void;
  readonly told: (verdict: Verdict) => void;
  /** Default: all. */
  readonly only?: typeof faults;
}

/** Tries a service provider that runs somewhere, once it trusts the identity provider that runs here meanwhile. */
export const scorecardOfDescribed = async (described: Description, way: Way): Promise<Scorecard> => {
  const provider = asServiceProvider(described);
  const idpMock = await startIdp(described);
  try {
    way.say(`register this identity provider with ${provider.name}: ${provider.idpMock}/metadata`);
    await untilItTrusts(provider, described.start);
    const effort = way.untimed ? { attempts: 1, quietSignIns: 5 } : { attempts: 10, quietSignIns: 100 };
    return await scorecardOf(provider, { faults: way.only ?? faults, atOnce: way.atOnce, told: way.told, ...effort });
  } finally {
    await idpMock.close();
  }
};

const startIdp = async ({ identityProvider: { url, listen, data }, ...described }: Description) => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-scorecard-"));
  const people = join(folder, "people.yaml");
  writeFileSync(people, peopleFile(described));
  try {
    const given = { IDP_LISTEN: "127.0.0.1:0", IDP_PUBLIC_URL: url, IDP_PEOPLE: people, IDP_DATA_DIR: data };
    return await startIdpMock({ ...settings.parse(given), IDP_LISTEN: listen }, { log: logger("idp-mock", noLog) });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const peopleFile = (described: Omit<Description, "identityProvider">) => {
  const { entityId, assertionConsumerService, encryptionCertificate, people } = described;
  const person = (email: string, givenName: string) => ({
    email,
    givenName,
    familyName: "Archer",
    groups: ["traders"],
  });
  return JSON.stringify({
    serviceProviders: [
      { entityId, assertionConsumerService, ...(encryptionCertificate === undefined ? {} : { encryptionCertificate }) },
    ],
    identityProviders: [
      {
        name: trusted,
        displayName: "Scorecard",
        style: "plain",
        people: [person(people.person, "Alice"), person(people.bystander, "Bob")],
      },
    ],
  });
};

/** Between two looks, and for how long it is looked, in milliseconds. */
const [pause, patience] = [1_000, 600_000];

const untilItTrusts = async (provider: ServiceProvider, start: string) => {
  const end = performance.now() + patience;
  let found: string;
  do {
    found = await singleSignOnOf(start, provider).catch((error: Error) => error.message);
    if (found.startsWith(`${provider.idpMock}/`)) return;
    await sleep(pause);
  } while (performance.now() < end);
  throw new CannotStart(`${start}: expected a redirect to ${provider.idpMock} within ten minutes, received ${found}`);
};
