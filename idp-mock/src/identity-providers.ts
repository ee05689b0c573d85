// The file of people, brought to life.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { clockBy } from "./clock.ts";
import { armedInMemory } from "./control/armed.ts";
import { nextSignInInMemory } from "./control/next-sign-in.ts";
import { peopleInMemory } from "./directory/people.ts";
import type { Directory, IdentityProvider } from "./directory/people-file.ts";
import { serviceProvidersInMemory } from "./directory/service-providers.ts";
import { styleNamed } from "./directory/styles.ts";
import type { Idp } from "./idp.ts";
import { journalInMemory } from "./journal.ts";
import { keptOnDisk } from "./keys/kept-on-disk.ts";
import { keysOnDisk } from "./keys/keys.ts";
import { logoutsInMemory } from "./logout/logouts.ts";
import { sealWith } from "./requests/sealed-request.ts";
import { sessionsInMemory } from "./sessions/sessions.ts";
import type { Settings } from "./settings.ts";

type Given = Pick<Settings, "IDP_PUBLIC_URL" | "IDP_DATA_DIR" | "IDP_SIGN">;

/** @throws {CannotStart} for keys that cannot be kept. */
export const identityProviders = async (known: Directory, settings: Given): Promise<readonly [Idp, ...Idp[]]> => {
  const now = () => new Date();
  const secret = await keptOnDisk(join(settings.IDP_DATA_DIR, "seal"), async () => randomBytes(32).toString("base64"));
  const shared = { now, journal: journalInMemory(now) };
  const idps: readonly Idp[] = known.identityProviders.map((provider, index) => ({
    ...shared,
    clock: clockBy(now),
    sessions: sessionsInMemory(now),
    logouts: logoutsInMemory(),
    serviceProviders: serviceProvidersInMemory(known.serviceProviders),
    ...own(provider, settings, { isFirst: index === 0, secret }),
  }));
  const [first, ...others] = idps;
  if (!first) throw new Error("the schema of the file wants one identity provider at least");
  await Promise.all(idps.map(({ keys }) => keys.rollOver()));
  // What it signs with is made before anybody asks for it.
  await first.keys.current();
  return [first, ...others];
};

const own = (
  { name, displayName, style, faults, people, ...given }: IdentityProvider,
  { IDP_PUBLIC_URL, IDP_DATA_DIR, IDP_SIGN: sign }: Given,
  { isFirst, secret }: { isFirst: boolean; secret: string },
) => {
  const home = isFirst ? "" : `/idps/${name}`;
  const url = IDP_PUBLIC_URL + home;
  return {
    name,
    displayName,
    home,
    entityId: given.entityId ?? `${url}/metadata`,
    urls: { metadata: `${url}/metadata`, singleSignOn: `${url}/sso`, singleLogout: `${url}/slo` },
    people: peopleInMemory(people),
    style: styleNamed(style),
    faults: armedInMemory(faults),
    endpointFaults: armedInMemory(),
    keys: keysOnDisk(isFirst ? IDP_DATA_DIR : join(IDP_DATA_DIR, name)),
    sign,
    seal: sealWith(`${secret} ${name}`),
    nextSignIns: nextSignInInMemory(),
  };
};
