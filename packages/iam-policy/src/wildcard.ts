/**
 * Whether `pattern` covers the whole of `text`: `*` stands for any run of characters, also none, also `/` and `:`;
 * `?` for exactly one; everything else for itself, case-sensitively.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * Patterns come from outside, so there is no regular expression: on a mismatch only the last `*` takes one more
 * character, since what earlier ones took can always stay as short as it is. At most pattern × text steps.
 */
export const matchesWildcard = (pattern: string, text: string): boolean => {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
};
