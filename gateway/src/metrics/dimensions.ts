import type { ApiKind } from "../openapi/kind.ts";

/** An API on one of its stages. */
export interface Measured {
  readonly kind: ApiKind;
  readonly id: string;
  /** As its definition titles it. */
  readonly title: string;
  readonly stage: string;
}

export const dimensionNames = ["ApiName", "ApiId", "Stage", "Method", "Resource", "Route"] as const;

export type Dimensions = Readonly<Partial<Record<(typeof dimensionNames)[number], string>>>;

/**
 * The dimensions of CloudWatch's detailed metrics. A route is named by its key and never by the path of a request, so
 * that their number is bounded; requests without a route have no route's dimensions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export const dimensionsOf = ({ kind, id, title, stage: Stage }: Measured, route: string | null): Dimensions => {
  if (kind === "HTTP") return { ApiId: id, Stage, ...(route === null ? {} : { Route: route }) };
  const api = { ApiName: inAscii(title) || id, Stage };
  if (route === null) return api;
  const [Method = "", Resource = ""] = route.split(" ");
  return { ...api, Method, Resource };
};

/** CloudWatch's names have no other characters. */
const inAscii = (name: string) => name.replace(/[^\x20-\x7e]/g, "");
