import { CannotStart } from "@gatehouse/http/main.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";

/** Where the gateway answers for itself, on every host: no API and no page is behind it. */
export const ownPath = "/_gatehouse";

/** Whether a path is the gateway's own, however many slashes it begins with. */
export const isOwnPath = (path: string): boolean => {
  const plain = pathWithoutExtraSlashes(path);
  return plain === ownPath || plain.startsWith(`${ownPath}/`);
};

/** @throws {CannotStart} naming a resource that nobody would ever reach. */
export const requireOthersPaths = (routes: readonly { readonly resource: string; readonly place: string }[]): void => {
  const hidden = routes.find(({ resource }) => isOwnPath(resource));
  if (hidden)
    throw new CannotStart(
      `${hidden.place}: ${hidden.resource} lies under ${ownPath}, where the gateway answers for itself: rename it`,
    );
};
