import { declaredRoutes as ofHttpApi } from "../http-api/declared-routes.ts";
import type { DeclaredRoute } from "../openapi/declared-route.ts";
import type { ImportedApi } from "../openapi/import-api.ts";
import { declaredRoutes as ofRestApi } from "../rest-api/declared-routes.ts";

/** The routes of an API of either kind. */
export const declaredRoutes = (imported: ImportedApi): readonly DeclaredRoute[] =>
  imported.kind === "REST" ? ofRestApi(imported.api) : ofHttpApi(imported.api);
