/**
 * Three-valued logic (Kleene). `unknown` is what cannot be decided here: a condition operator or key that is not
 * supported, a policy variable. A Deny takes it for `true` and an Allow for `false`, so that a doubt never opens anything.
 */
export type Truth = true | false | "unknown";

export const not = (truth: Truth): Truth => (truth === "unknown" ? truth : !truth);

export const every = (truths: readonly Truth[]): Truth => {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
};

export const some = (truths: readonly Truth[]): Truth => not(every(truths.map(not)));
