/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html */
const codings = ["deflate", "gzip", "identity"] as const;

export type ContentCoding = (typeof codings)[number];

/** The coding of a name that a client wrote; undefined for one that API Gateway does not know. */
export const contentCoding = (name: string): ContentCoding | undefined =>
  codings.find((coding) => coding === name.trim().toLowerCase());

/** RFC 9110 12.5.3: `gzip;q=0.8`. */
const preference = /^[ \t]*([\w!#$%&'*+.^`|~-]+)[ \t]*(?:;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*)?$/i;

/**
 * The coding that a client likes best: only that one counts, so that one which API Gateway does not know means none, and
 * so does a header that cannot be read. Of several with the same weight it is the first.
 */
export const acceptedCoding = (acceptEncoding: string): ContentCoding | undefined => {
  const preferences = acceptEncoding.split(",").map((each) => preference.exec(each));
  const read = preferences.map((each) => ({ name: each?.[1] ?? "", weight: each ? Number(each[2] ?? 1) : Number.NaN }));
  if (read.some(({ weight }) => Number.isNaN(weight))) return undefined;
  const best = read.reduce((first, next) => (next.weight > first.weight ? next : first));
  return best.weight > 0 ? contentCoding(best.name) : undefined;
};
