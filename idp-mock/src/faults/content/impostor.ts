// Somebody with an account of his own at an identity provider, who would be taken for somebody else.
import type { Plan } from "../../answers/plan.ts";

/** At the identity provider of whoever signs in: `admin@{the domain of the NameID}`. */
export const victimOf = ({ response }: Plan): string => `admin@${response.nameId.split("@")[1] ?? "example.com"}`;

export const named = (plan: Plan, nameId: string): Plan => ({ ...plan, response: { ...plan.response, nameId } });

/** The first attribute that holds an e-mail address says another; without one there is `email`. */
export const withEmail = (plan: Plan, address: string): Plan => {
  const { attributes } = plan.response;
  const name = Object.keys(attributes).find((key) => attributes[key]?.some((value) => value.includes("@"))) ?? "email";
  return withAttribute(plan, name, address);
};

export const withAttribute = (plan: Plan, name: string, ...values: readonly string[]): Plan => ({
  ...plan,
  response: { ...plan.response, attributes: { ...plan.response.attributes, [name]: values } },
});
