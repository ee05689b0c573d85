type Values = ReadonlyMap<string, readonly string[]>;

/** A request is asked for many of them, by its mappings, its authorizer and its event. */
const known = new WeakMap<object, Values>();

/**
 * The parameters of a request's raw query, decoded as API Gateway shows them to functions and mappings: percent-decoded,
 * `+` read as a space, names case-sensitive, all values in order.
 */
export const queryValues = (request: { readonly query: string }): Values => {
  const values = known.get(request) ?? valuesIn(request.query);
  known.set(request, values);
  return values;
};

const valuesIn = (query: string): Values => {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const all = values.get(name);
    if (all) all.push(value);
    else values.set(name, [value]);
  }
  return values;
};
