import { baseUrl } from "@gatehouse/config/environment.ts";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { reloads } from "@gatehouse/lambda/functions/reload/reloads.ts";
import { z } from "zod";

/** Where the private hosts of `VPC_LINK` integrations are: names on the network, or sockets in a folder. */
export type VpcLink = { readonly kind: "network" } | { readonly kind: "sockets"; readonly folder: string };

/** `network`, or `unix:/dir`: host `trades` is the socket `/dir/trades.sock`. */
const vpcLink = z.string().transform((text, context): VpcLink => {
  if (text === "network") return { kind: "network" };
  const folder = /^unix:(\/.+?)\/*$/.exec(text)?.[1];
  if (folder) return { kind: "sockets", folder };
  context.addIssue({ code: "custom", message: "expected network or unix:/dir" });
  return z.NEVER;
});

/** A server to hand requests to: `unix:/run/pages.sock` or `http://pages:8080`. */
const upstream = z
  .string()
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => /^unix:\/./.test(text) || baseUrl.safeParse(text).success, {
    error: "expected unix:/path or an http:// or https:// URL",
  });

/** Where the user pools of this network are; both or neither. Unset: they are where AWS has them. */
const userPools = {
  /** The claim `iss` in the tokens of one of them, character by character. */
  GATEWAY_ISSUER: z
    .url({ protocol: /^https?$/, error: "expected the http:// or https:// URL in the claim iss" })
    .regex(/[^/]\/[^/]+$/, "expected the URL in the claim iss, which ends with the pool's id")
    .optional(),
  /** Where their keys are fetched; on AWS `https://cognito-idp.{region}.amazonaws.com`. */
  GATEWAY_USER_POOL_URL: baseUrl.optional(),
};

/** Where traces go; unset: nowhere (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). */
const collector = {
  OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
  /** Goes before the endpoint of all signals, and is used as it is. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: baseUrl.optional(),
  /** Under which name; `gatehouse-gateway` where it is not set. */
  OTEL_SERVICE_NAME: z.string().optional(),
};

export const settings = z
  .object({
    GATEWAY_LISTEN: listenAddress,
    GATEWAY_PUBLIC_URL: baseUrl,
    GATEWAY_APIS: z.string(),
    GATEWAY_FUNCTIONS: z.string(),
    /** Whether changes to handlers take effect without a restart; unset: unless `NODE_ENV` is `production`. */
    GATEWAY_RELOAD: z.enum(["on", "off"], { error: "expected on or off" }).optional(),
    NODE_ENV: z.string().optional(),
    GATEWAY_REGION: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected a region such as us-east-1"),
    GATEWAY_ACCOUNT_ID: z.string().regex(/^\d{12}$/, "expected twelve digits"),
    GATEWAY_VPC_LINK: vpcLink,
    GATEWAY_PAGES: upstream.optional(),
    /** Unset: nobody reads metrics or flushes caches. */
    GATEWAY_ADMIN_SECRET: z
      .string()
      .regex(/^[\w-]{32,}$/, "expected 32 or more letters, digits, - and _")
      .optional(),
    /** Where quotas of usage plans are counted. */
    GATEWAY_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// URL" }).optional(),
    /** The file of who may sign requests; unset: nobody. */
    GATEWAY_IAM: z.string().optional(),
    ...userPools,
    ...collector,
  })
  .check(({ value, issues }) => {
    const [missing, ...more] = Object.keys(userPools).filter(
      (name) => value[name as keyof typeof userPools] === undefined,
    );
    if (missing === undefined || more.length > 0) return;
    issues.push({
      code: "custom",
      path: [missing],
      message: "expected it beside the other of the user pools",
      input: value,
    });
  })
  .transform(({ NODE_ENV, ...given }) => ({ ...given, GATEWAY_RELOAD: reloads(given.GATEWAY_RELOAD, NODE_ENV) }));

export type Settings = z.output<typeof settings>;
