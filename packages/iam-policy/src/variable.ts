/**
 * Whether a text of a policy has a variable in it (`${aws:username}`): nothing here has a value for one, and what it is
 * part of cannot be decided. `${*}` and its like, and the older policy language without variables, are treated alike.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const hasVariable = (text: string): boolean => text.includes("${");
