import { readEntitlements } from "@gatehouse/entitlements/entitlements-file.ts";
import { type Route, routesIn } from "@gatehouse/entitlements/routes-in.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { type Configuration, configFiles, readConfiguration } from "@gatehouse/stack/configuration.ts";

/** What a folder of configuration says of who may reach what. */
export interface World extends Pick<Configuration, "region" | "api" | "people" | "warnings"> {
  readonly tenants: readonly TenantState[];
  /** The API at the root of the gateway's URL. */
  readonly routes: readonly Route[];
}

/** Nothing is asked there; the files only want to know where it is. */
const urls = {
  gateway: "http://localhost:8080",
  userPool: "http://localhost:9229",
  identityProvider: "http://localhost:7000",
};

/**
 * Reads the files that a start reads, and checks them as it does.
 * @throws {BadFile} for a file that cannot be read or used, with line and field.
 */
export const readWorld = (folder: string): World => {
  const files = configFiles(folder);
  const { region, api, people, warnings } = readConfiguration(files, urls);
  const { tenants } = readEntitlements(files.entitlements);
  return { region, api, people, warnings, tenants, routes: routesIn(api.definition) };
};

/** Everybody whom a file names, in order. */
export const usernamesIn = ({ people, tenants }: Pick<World, "people" | "tenants">): readonly string[] =>
  [
    ...new Set([
      ...people.map(({ username }) => username),
      ...tenants.flatMap(({ users }) => users.map(({ username }) => username)),
    ]),
  ].sort();
