/**
 * The claims as backends and `$context.authorizer.claims.x` get them from a REST API: each as one text, in the token's
 * order (recorded on AWS on 2024-06-17 by Powertools for AWS Lambda). Lists are joined by commas and what they hold is
 * JSON, as events with `cognito:groups` and `identities` show.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export const flatClaims = (claims: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, times.has(name) ? date(value) : flat(value)]),
  );

/** These two are dates; `auth_time` stays a number of seconds. */
const times: ReadonlySet<string> = new Set(["exp", "iat"]);

const flat = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(flat).join(",");
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** `Tue Jun 18 15:00:04 UTC 2024`, as Java prints a date, of seconds since the epoch. */
const date = (seconds: unknown): string => {
  const text = new Date(Number(seconds) * 1000).toUTCString();
  const [, weekday, day, month, year, clock] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(text) ?? [];
  return weekday === undefined ? flat(seconds) : `${weekday} ${month} ${day} ${clock} UTC ${year}`;
};
