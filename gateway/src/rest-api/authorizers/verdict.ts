import { BadVerdict, policyVerdict, shown, type Verdict } from "../../authorizers/verdict.ts";

/**
 * Reads the output of an authorizer's function. A REST API takes no object and no array in the context.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws {BadVerdict} on these, and on anything that is no policy.
 */
export const readVerdict = (output: unknown): Verdict => {
  const verdict = policyVerdict(output);
  const bad = Object.entries(verdict.context ?? {}).find(([, value]) => typeof value === "object");
  if (bad) throw new BadVerdict(`context.${bad[0]}: expected a string, number or boolean, received ${shown(bad[1])}`);
  return verdict;
};

/** Every value as a string, as `$context.authorizer.x` and proxy functions get them. */
export const contextAsStrings = ({ context }: Verdict): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(context ?? {}).map(([name, value]) => [name, String(value)]));
