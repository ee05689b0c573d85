import type { ServiceRole } from "@gatehouse/db/roles.ts";
import {
  type ConfigFiles,
  type Configuration,
  configFiles,
  type PublicUrls,
  readConfiguration,
} from "./configuration.ts";
import type { DataDirectory } from "./data-directory.ts";
import { issuerOf } from "./outputs.ts";
import { choosePorts } from "./ports.ts";
import { type Secrets, secretsOf } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** All that is known before anything runs, and that the parts' settings are made from. */
export interface World {
  readonly ports: {
    readonly gateway: number;
    readonly userPool: number;
    readonly identityProvider: number;
    readonly database: number;
  };
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
  const urls = {
    gateway: `http://localhost:${ports.gateway}`,
    userPool: `http://localhost:${ports.userPool}`,
    identityProvider: `http://localhost:${ports.identityProvider}`,
  };
  const files = configFiles(settings.GATEHOUSE_CONFIG_DIR);
  const configuration = readConfiguration(files, urls);
  const secrets = secretsOf(data);
  const issuerMode = settings.USER_POOL_ISSUER_MODE;
  return {
    ports,
    urls,
    files,
    data,
    secrets,
    configuration,
    issuerMode,
    issuer: issuerOf(issuerMode, configuration, urls.userPool),
    databaseUrl: (role) => `postgres://${role}:${secrets.passwords[role]}@127.0.0.1:${ports.database}/gatehouse`,
  };
};

const portsOf = async (settings: Settings): Promise<World["ports"]> => {
  const { GATEHOUSE_GATEWAY_PORT, GATEHOUSE_USER_POOL_PORT, GATEHOUSE_IDP_PORT, GATEHOUSE_DB_PORT } = settings;
  const asked = { GATEHOUSE_GATEWAY_PORT, GATEHOUSE_USER_POOL_PORT, GATEHOUSE_IDP_PORT, GATEHOUSE_DB_PORT };
  const chosen = await choosePorts(asked);
  return {
    gateway: chosen.GATEHOUSE_GATEWAY_PORT,
    userPool: chosen.GATEHOUSE_USER_POOL_PORT,
    identityProvider: chosen.GATEHOUSE_IDP_PORT,
    database: chosen.GATEHOUSE_DB_PORT,
  };
};
