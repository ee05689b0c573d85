import { openYaml } from "@gatehouse/config/yaml-file.ts";
import { BadPolicy } from "@gatehouse/iam-policy/bad-policy.ts";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import type { Policy } from "@gatehouse/iam-policy/policy.ts";
import { z } from "zod";
import type { Credential, FindCredential } from "./credential.ts";
import { requireNoSecrets } from "./require-no-secrets.ts";

const accessKey = z.strictObject({
  accessKeyId: z.string().regex(/^\w{16,128}$/, "expected 16 to 128 letters, digits and _"),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().min(1).optional(),
  expires: z.iso
    .datetime({ error: "expected a time such as 2027-01-15T08:00:00Z" })
    .transform((time) => Date.parse(time))
    .optional(),
});

const principal = z
  .strictObject({
    arn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:root|user\/[\w+=,.@/-]+)|sts::\d{12}:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+)$/,
        "expected the ARN of a user, of an assumed role or of an account's root",
      ),
    userId: z.string().regex(/^[A-Z0-9]+(?::[\w+=,.@-]+)?$/, "expected AIDA…, or AROA…:session of a role"),
    accessKeys: z.array(accessKey).min(1),
    policies: z.array(z.unknown()),
  })
  .superRefine(({ arn, accessKeys }, context) => {
    const lacking = accessKeys.findIndex(({ sessionToken }) => arn.includes(":sts:") && sessionToken === undefined);
    if (lacking >= 0)
      context.addIssue({ code: "custom", path: ["accessKeys", lacking], message: "a role's keys have a sessionToken" });
  });

const schema = z.strictObject({ principals: z.array(principal) });

type Principals = z.output<typeof schema>["principals"];

/**
 * Reads who may sign requests: principals, each with its access keys and its identity-based policies.
 * @param environment for `${NAME}`; secrets and session tokens must be written so, that none stands in the file.
 * @throws {BadFile} naming every fault with its line.
 */
export const credentialsIn = (
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): FindCredential => {
  requireNoSecrets(openYaml(file));
  const yaml = openYaml(file, environment);
  const parsed = schema.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues);
  const { principals } = parsed.data;
  const faults: { path: readonly PropertyKey[]; message: string }[] = keysListedTwice(principals);
  const credentials = principals.flatMap((each, principal) => {
    const fault: TellFault = (path, message) =>
      faults.push({ path: ["principals", principal, "policies", ...path], message });
    return credentialsOf(each, policiesIn(each, fault));
  });
  if (faults.length > 0) throw yaml.fault(faults);
  const known = new Map(credentials.map((each) => [each.accessKeyId, each]));
  return (accessKeyId) => known.get(accessKeyId);
};

const credentialsOf = ({ arn, userId, accessKeys }: Principals[number], policies: readonly Policy[]) =>
  accessKeys.map(({ accessKeyId, secretAccessKey, sessionToken, expires }): Credential => {
    const ofSession = {
      ...(sessionToken === undefined ? {} : { sessionToken }),
      ...(expires === undefined ? {} : { expires }),
    };
    return {
      accessKeyId,
      secretAccessKey,
      ...ofSession,
      principal: { arn, accountId: arn.split(":")[4] ?? "", userId },
      policies,
    };
  });

type TellFault = (path: readonly PropertyKey[], message: string) => void;

const policiesIn = ({ policies }: Principals[number], fault: TellFault): readonly Policy[] =>
  policies.flatMap((document, index) => {
    try {
      return [parsePolicy(document)];
    } catch (error) {
      if (!(error instanceof BadPolicy)) throw error;
      fault([index, ...error.place], error.message);
      return [];
    }
  });

const keysListedTwice = (principals: Principals) => {
  const keys = principals.flatMap(({ accessKeys }, principal) =>
    accessKeys.map(({ accessKeyId }, index) => ({
      accessKeyId,
      path: ["principals", principal, "accessKeys", index, "accessKeyId"],
    })),
  );
  const again = keys.filter(({ accessKeyId }, at) => keys.findIndex((each) => each.accessKeyId === accessKeyId) < at);
  return again.map(({ accessKeyId, path }) => ({ path, message: `${accessKeyId} is listed twice` }));
};
