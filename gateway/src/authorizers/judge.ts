import { type Evaluation, evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import type { Question } from "@gatehouse/iam-policy/statement-parts.ts";
import type { Stage } from "../apis/stage.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { lastHeader } from "../request/headers.ts";
import { methodArn } from "./method-arn.ts";
import type { Verdict } from "./verdict.ts";

interface Asked {
  readonly stage: Stage;
  readonly request: ClientRequest;
}

/** Whether a verdict lets this very request through. A policy from the cache is judged like a fresh one. */
export const judge = ({ ruling }: Verdict, asked: Asked): Evaluation => {
  if (typeof ruling === "boolean") return { decision: ruling ? "allow" : "implicitDeny", statement: null };
  return evaluate(ruling, questionOf(asked));
};

/** What any policy is asked about a request. */
export const questionOf = (asked: Asked): Question => ({
  action: "execute-api:Invoke",
  resource: methodArn(asked),
  conditions: conditionKeys(asked),
});

/**
 * The condition keys that mean something with any kind of authorization. API Gateway is reached over TLS alone, so
 * `aws:SecureTransport` is true of every request that comes to it (docs/adr/0007); what only private APIs have is absent,
 * and so is the ARN that a service of AWS calls on behalf of.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
const conditionKeys = ({ request }: Asked) => ({
  "aws:SourceIp": request.sourceIp,
  "aws:UserAgent": lastHeader(request.headers, "user-agent") ?? null,
  "aws:Referer": lastHeader(request.headers, "referer") ?? null,
  "aws:CurrentTime": new Date(request.time).toISOString(),
  "aws:EpochTime": String(Math.floor(request.time / 1000)),
  "aws:SecureTransport": "true",
  "aws:SourceVpc": null,
  "aws:SourceVpce": null,
  "aws:VpcSourceIp": null,
  "aws:SourceArn": null,
});
