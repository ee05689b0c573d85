/** One part of a resource's path: `trades`, `{tradeId}` or `{proxy+}`. */
export type Part =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

/** The segments between a path's slashes. A slash at the end is of no account in matching; `/` has none. */
export const segmentsOf = (path: string): readonly string[] => {
  const inner = path.replace(/^\/+/, "").replace(/\/$/, "");
  return inner === "" ? [] : inner.split("/");
};

/** The parts of a resource template. */
export const partsOf = (resource: string): readonly Part[] =>
  segmentsOf(resource).map((text) => {
    const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(text) ?? [];
    if (name === undefined) return { kind: "literal", text };
    return plus ? { kind: "greedy", name } : { kind: "parameter", name };
  });

/**
 * The path as functions see it and as ARNs hold it: what the client sent, byte for byte, but for several slashes at its
 * start, which API Gateway takes for one (localstack's recording of AWS, test_apigateway_routing 2024-08-02).
 */
export const pathWithoutExtraSlashes = (path: string): string => path.replace(/^\/+/, "/");
