import type { ImportedApi } from "../openapi/import-api.ts";
import type { ApisFile } from "./apis-file.ts";
import { declaredRoutes } from "./declared-routes.ts";

type File = Pick<ApisFile, "apis" | "usagePlans">;

interface Imported {
  readonly id: string;
  /** The path of its OpenAPI file. */
  readonly definition: string;
  readonly imported: ImportedApi;
}

/** Finds limits of routes that their API does not have: they would limit nothing. */
export const throttleFaults = (file: File, apis: readonly Imported[]) =>
  limitsIn(file).flatMap(({ api, path, routes }) => {
    const found = apis.find(({ id }) => id === api);
    const keys = new Set(found && declaredRoutes(found.imported).map(({ key }) => key));
    return Object.keys(routes)
      .filter((route) => !keys.has(route))
      .map((route) => ({
        path: [...path, route],
        message: `expected a route of ${found?.definition ?? api}, which has no ${route}`,
      }));
  });

const limitsIn = ({ apis, usagePlans }: File) => [
  ...apis.flatMap(({ id, stages }, at) =>
    stages.map(({ throttling: { routes } }, index) => ({
      api: id,
      path: ["apis", at, "stages", index, "throttling", "routes"],
      routes,
    })),
  ),
  ...usagePlans.flatMap(({ stages }, at) =>
    stages.map(({ api, throttle: routes }, index) => ({
      api,
      path: ["usagePlans", at, "stages", index, "throttle"],
      routes,
    })),
  ),
];
