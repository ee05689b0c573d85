import { z } from "zod";
import { type Domain, DomainTaken, kindOf } from "../domains/domain.ts";
import { readHostName } from "../domains/host-name.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { poolId } from "./shapes.ts";

export const domainName = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z0-9](?:[a-z0-9\-.]{0,61}[a-z0-9])?$/);

const certificateArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(/^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$/);

/** What CreateUserPoolDomain and UpdateUserPoolDomain take, with the constraints of the API's model. */
export const domainInput = z.object({
  Domain: domainName,
  UserPoolId: poolId,
  ManagedLoginVersion: z.int().min(1).max(2).default(1),
  CustomDomainConfig: z
    .object({
      CertificateArn: certificateArn,
      SecurityPolicy: z.enum(["TLS_V1", "TLS_V1_2_2021", "TLS_V1_3_2025"]).optional(),
    })
    .optional(),
});

export const domainLeftOut = {
  Routing: "a pool has no replicas",
  "managed login": "its pages look like those of the classic hosted UI",
};

const prefix = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ofThreeLabels = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

type Members = z.output<typeof domainInput>;

/**
 * The domain that is asked for. The certificate of a custom domain is not looked at: this machine has its own.
 * @throws {InvalidParameter} for a name that no domain can have
 */
export const domainOf = ({ Domain, UserPoolId, ManagedLoginVersion, CustomDomainConfig }: Members): Domain => {
  const settings = { Domain, ManagedLoginVersion, ...configOf(CustomDomainConfig) };
  if (CustomDomainConfig) refuseBadName(Domain);
  else refuseBadPrefix(Domain);
  return { poolId: UserPoolId, kind: kindOf(settings), settings };
};

const configOf = (given: Members["CustomDomainConfig"]) => {
  if (!given) return {};
  const { CertificateArn, SecurityPolicy } = given;
  return { CustomDomainConfig: { CertificateArn, ...(SecurityPolicy === undefined ? {} : { SecurityPolicy }) } };
};

const refuseBadPrefix = (name: string) => {
  if (!prefix.test(name))
    throw new InvalidParameter(
      `The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ${prefix.source}`,
    );
  const reserved = ["aws", "amazon", "cognito"].find((word) => name.includes(word));
  if (reserved !== undefined) throw new InvalidParameter(`Domain cannot contain reserved word: ${reserved}`);
};

/** Names that prefixes lead to, and this machine's own, are nobody's to take. */
const refuseBadName = (name: string) => {
  if (!ofThreeLabels.test(name) || readHostName(name).kind === "prefix")
    throw new InvalidParameter(`Custom domain is not a valid subdomain: ${name}`);
};

/** What keeps the domain from being made, as the API says it; any other error as it is. */
export const refusedDomain = (error: unknown): unknown => {
  if (!(error instanceof DomainTaken)) return error;
  return new InvalidParameter(
    error.what === "name"
      ? "Domain already associated with another user pool."
      : "User pool already has a domain configured.",
  );
};

export const noSuchDomain = () => new InvalidParameter("No such domain or user pool exists.");

/** Where the DNS record of a custom domain would point, which at Amazon is a distribution of CloudFront. */
export const targetOf = ({ publicUrl }: Uses<"publicUrl">) => new URL(publicUrl).hostname;

/** What creating and updating a domain answer. */
export const domainAnswer = ({ kind, settings }: Domain, uses: Uses<"publicUrl">) => ({
  ManagedLoginVersion: settings.ManagedLoginVersion,
  ...(kind === "custom" ? { CloudFrontDomain: targetOf(uses) } : {}),
});
