import type { Grant } from "./grant.ts";

/** Who asks, as far as resources can speak of it. */
export interface User {
  /** `${user.username}`: the pool username. */
  readonly username: string;
  /** `${user.sub}` */
  readonly sub: string;
  /** `${user.email}`, `${user.custom:account}`: by their names in the pool. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** As the pattern of `resourcePattern` in fields.ts has them. */
const variable = /\$\{user\.([A-Za-z][A-Za-z0-9_:-]{0,63})\}/g;

/**
 * What stands for itself in one segment of a path (RFC 3986, pchar) wherever it is read: nothing that would be encoded
 * (space, `%`), end a segment (`/`, for some services `;`) or be read as a pattern or variable of the policy (`*`, `?`,
 * `$`).
 */
export const namesItself = /^[A-Za-z0-9._~!&'()+,=:@-]+$/;

/** Such a segment is a step in the path and no name. */
export const steps = /^\.{1,2}$/;

/**
 * The resource of a grant with the user's values in place of variables. Where there is no value, or one that cannot
 * stand there, the answer is on the safe side: an Allow speaks of nothing (undefined), a Deny of whatever the value
 * could be (`*`).
 */
export const resourceFor = ({ effect, resource }: Pick<Grant, "effect" | "resource">, user: User) => {
  const values = variablesOf(resource).map((name) => valueFor(name, user));
  if (effect === "Allow" && values.includes(undefined)) return undefined;
  let at = 0;
  return resource.replaceAll(variable, () => values[at++] ?? "*");
};

/** The names of the variables in a resource, in their order: `username`, `custom:account`. */
export const variablesOf = (resource: string): readonly string[] =>
  [...resource.matchAll(variable)].map(([, name = ""]) => name);

const valueFor = (name: string, user: User) => {
  const value = valueOfVariable(name, user);
  return value !== undefined && namesItself.test(value) && !steps.test(value) ? value : undefined;
};

/** The value of a variable, whether it may stand in a path or not. */
export const valueOfVariable = (name: string, { username, sub, attributes }: User): string | undefined => {
  if (name === "username") return username;
  if (name === "sub") return sub;
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
};
