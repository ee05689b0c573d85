import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { start as startIdpMock } from "@gatehouse/idp-mock/app.ts";
import { settings as idpMockSettings } from "@gatehouse/idp-mock/settings.ts";
import { idpMock as client } from "@gatehouse/idp-mock-client/idp-mock.ts";
import { choosePorts } from "@gatehouse/stack/ports.ts";
import { start as startUserPool } from "@gatehouse/user-pool/app.ts";
import { settings as userPoolSettings } from "@gatehouse/user-pool/settings.ts";
import { noLog } from "../no-log.ts";
import { encryptionCertificateOf } from "./by-aws-sdk.ts";
import { customers, entityId, peopleFile, poolFile } from "./directory.ts";

/** The user pool and the mock identity provider, both in this process. */
export interface RunningPool extends Running {
  readonly url: string;
  readonly idpMock: string;
  readonly administrator: string;
}

/** @param databaseUrl where the user pool logs in */
export const startPool = async (databaseUrl: string): Promise<RunningPool> => {
  const ports = await choosePorts({ userPool: 0, idpMock: 0 });
  const [url, idpMock] = [`http://localhost:${ports.userPool}`, `http://localhost:${ports.idpMock}`];
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-scorecard-"));
  const place = { folder, url, idpMock, databaseUrl, administrator: randomBytes(24).toString("base64url") };
  const running: Running[] = [];
  const close = async () => {
    for (const part of running.toReversed()) await part.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    running.push(await startIdentityProviders(place));
    running.push(await startServiceProvider(place));
    await tellEncryptionCertificates(place);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, idpMock, administrator: place.administrator, close };
};

interface Place {
  readonly folder: string;
  readonly url: string;
  readonly idpMock: string;
  readonly databaseUrl: string;
  readonly administrator: string;
}

const listenOn = (url: string) => `127.0.0.1:${new URL(url).port}`;

const startIdentityProviders = ({ folder, url, idpMock }: Place) => {
  const people = join(folder, "people.yaml");
  writeFileSync(people, peopleFile(url));
  const given = { IDP_LISTEN: listenOn(idpMock), IDP_PUBLIC_URL: idpMock, IDP_PEOPLE: people, IDP_DATA_DIR: folder };
  return startIdpMock(idpMockSettings.parse(given), { log: logger("idp-mock", noLog) });
};

const startServiceProvider = ({ folder, url, idpMock, databaseUrl, administrator }: Place) => {
  const file = join(folder, "user-pool.yaml");
  writeFileSync(file, poolFile(idpMock));
  const given = {
    USER_POOL_LISTEN: listenOn(url),
    USER_POOL_CONFIG: file,
    USER_POOL_DATABASE_URL: databaseUrl,
    USER_POOL_PUBLIC_URL: url,
    USER_POOL_ISSUER_MODE: "local",
    USER_POOL_ADMIN_SECRET: administrator,
  };
  return startUserPool(userPoolSettings.parse(given), { log: logger("user-pool", noLog) });
};

/** A provider encrypts for a certificate that the pool has made for it alone. */
const tellEncryptionCertificates = async ({ url, idpMock }: Place) => {
  for (const { idp, provider, details } of customers)
    if (details.EncryptedResponses === "true")
      await client(idpMock).register({
        idp,
        entityId,
        encryptionCertificate: await encryptionCertificateOf(url, provider),
      });
};
