import { CannotStart } from "@gatehouse/http/main.ts";
import type { Api, Route } from "./api.ts";

/**
 * Finds what the import understands and no step enforces: left alone, it would be open.
 * @throws {CannotStart} naming the operation.
 */
export const requireEnforcement = ({ routes }: Pick<Api, "routes">): void => {
  for (const route of routes) {
    const what = unenforced(route);
    if (what) throw new CannotStart(`${route.place}: ${route.method} ${route.resource}: ${what} are not supported`);
  }
};

const unenforced = ({ authorizer }: Route): string | null => {
  if (authorizer?.type === "COGNITO_USER_POOLS") return "authorizers of type cognito_user_pools";
  return authorizer?.type === "AWS_IAM" ? "signatures of AWS_IAM" : null;
};
