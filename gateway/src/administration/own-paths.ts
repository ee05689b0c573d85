import { CannotStart } from "@gatehouse/http/main.ts";
import type { DeclaredRoute } from "../openapi/declared-route.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";

/** Where the gateway answers for itself, on every host: no API and no page is behind it. */
export const ownPath = "/_gatehouse";

/** Whether a path is the gateway's own, however many slashes it begins with. */
export const isOwnPath = (path: string): boolean => {
  const plain = pathWithoutExtraSlashes(path);
  return plain === ownPath || plain.startsWith(`${ownPath}/`);
};

/** @throws {CannotStart} naming a route that nobody would ever reach. */
export const requireOthersPaths = (routes: readonly Pick<DeclaredRoute, "path" | "place">[]): void => {
  const hidden = routes.find(({ path }) => path !== null && isOwnPath(path));
  if (hidden)
    throw new CannotStart(
      `${hidden.place}: ${hidden.path} lies under ${ownPath}, where the gateway answers for itself: rename it`,
    );
};
