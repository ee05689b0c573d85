import { z } from "zod";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A URL that may be registered as callback or logout URL: absolute, without a fragment; https, http for this
 * machine alone, or an app's own scheme.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
 */
export const isCallbackUrl = (text: string): boolean => {
  const url = URL.parse(text);
  if (!url || text.includes("#") || /[\s\\]/.test(text) || text.length > 1024) return false;
  if (url.protocol === "https:") return url.host !== "";
  if (url.protocol === "http:") return loopback.has(url.hostname);
  return !["javascript:", "data:", "vbscript:", "file:", "blob:", "about:"].includes(url.protocol);
};

export const callbackUrl = z.string().refine(isCallbackUrl, {
  error: ({ input }) =>
    `expected an absolute URL without fragment: https, http for localhost alone, or an app's scheme; received ${JSON.stringify(input)}`,
});

export const callbackUrls = z.array(callbackUrl).max(100, "expected at most 100 URLs").default([]);
