/**
 * The token in an identity source, which may stand there alone or after `Bearer `.
 * Unconfirmed: the prefix in another case, which is taken for a part of the token.
 */
export const withoutBearer = (value: string): string => value.replace(/^Bearer /, "");
