import { join } from "node:path";
import type { ServiceRole } from "@gatehouse/db/roles.ts";
import { issuerOf } from "@gatehouse/user-pool/tokens/issuer.ts";
import { certificateNames, ensureCertificates } from "./certificates.ts";
import {
  type ConfigFiles,
  type Configuration,
  configFiles,
  type PublicUrls,
  readConfiguration,
} from "./configuration.ts";
import type { DataDirectory } from "./data-directory.ts";
import { choosePorts } from "./ports.ts";
import { type Secrets, secretsOf } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** All that is known before anything runs, and that the parts' settings are made from. */
export interface World {
  readonly ports: Ports;
  /** The user pool's HTTPS listener, if it has one: its port, and the file with its key and certificate. */
  readonly https: { readonly port: number; readonly certificate: string } | undefined;
  readonly urls: PublicUrls;
  readonly files: ConfigFiles;
  readonly data: DataDirectory;
  readonly secrets: Secrets;
  readonly configuration: Configuration;
  readonly issuerMode: Settings["USER_POOL_ISSUER_MODE"];
  readonly issuer: string;
  databaseUrl(role: ServiceRole): string;
}

/**
 * Checks what is of the user's making: ports first, then files. Secrets are made if there are none.
 * @throws {CannotStart | BadFile} with one message that names what is at fault.
 */
export const worldOf = async (settings: Settings, data: DataDirectory): Promise<World> => {
  const ports = await portsOf(settings);
  const urls = urlsOf(ports);
  const files = configFiles(settings.GATEHOUSE_CONFIG_DIR);
  const configuration = readConfiguration(files, urls);
  const secrets = secretsOf(data);
  const https = ports.userPoolHttps === undefined ? undefined : await httpsOf(ports.userPoolHttps, settings, data);
  const issuerMode = settings.USER_POOL_ISSUER_MODE;
  return {
    ports,
    https,
    urls,
    files,
    data,
    secrets,
    configuration,
    issuerMode,
    issuer: issuerOf(issuerMode, urls.userPool)(configuration.poolId),
    databaseUrl: (role) => `postgres://${role}:${secrets.passwords[role]}@127.0.0.1:${ports.database}/gatehouse`,
  };
};

interface Ports {
  readonly gateway: number;
  readonly userPool: number;
  readonly userPoolHttps: number | undefined;
  readonly identityProvider: number;
  readonly database: number;
}

const urlsOf = (ports: Ports): PublicUrls => ({
  gateway: `http://localhost:${ports.gateway}`,
  userPool: `http://localhost:${ports.userPool}`,
  ...(ports.userPoolHttps === undefined ? {} : { userPoolHttps: `https://localhost:${ports.userPoolHttps}` }),
  identityProvider: `http://localhost:${ports.identityProvider}`,
});

const httpsOf = async (port: number, settings: Settings, data: DataDirectory): Promise<World["https"]> => {
  const certificate = join(data.secrets, "https.pem");
  const files = { authority: join(data.secrets, "ca.pem"), server: certificate, trusted: data.authority };
  await ensureCertificates(files, { names: certificateNames(settings.GATEHOUSE_HTTPS_NAMES), now: new Date() });
  return { port, certificate };
};

const portsOf = async (settings: Settings): Promise<Ports> => {
  const { GATEHOUSE_GATEWAY_PORT, GATEHOUSE_USER_POOL_PORT, GATEHOUSE_IDP_PORT, GATEHOUSE_DB_PORT } = settings;
  const { GATEHOUSE_USER_POOL_HTTPS_PORT } = settings;
  const chosen = await choosePorts({
    GATEHOUSE_GATEWAY_PORT,
    GATEHOUSE_USER_POOL_PORT,
    GATEHOUSE_USER_POOL_HTTPS_PORT,
    GATEHOUSE_IDP_PORT,
    GATEHOUSE_DB_PORT,
  });
  return {
    gateway: chosen.GATEHOUSE_GATEWAY_PORT,
    userPool: chosen.GATEHOUSE_USER_POOL_PORT,
    userPoolHttps: chosen.GATEHOUSE_USER_POOL_HTTPS_PORT,
    identityProvider: chosen.GATEHOUSE_IDP_PORT,
    database: chosen.GATEHOUSE_DB_PORT,
  };
};
