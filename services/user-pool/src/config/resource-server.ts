import { z } from "zod";

/** A space, a quote or a backslash would end the scope, or need an escape, where scopes are listed. */
const identifier = /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/;
const scopeName = /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/;

/**
 * A resource server in the words of CreateResourceServer.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html
 */
export const resourceServer = z
  .strictObject({
    Identifier: z
      .string()
      .regex(identifier, "expected 1 to 256 printable characters, none of them a space, a quote or a backslash"),
    Name: z.string().regex(/^[\w\s+=,.@-]{1,256}$/, "expected 1 to 256 letters, digits, spaces or +=,.@-"),
    Scopes: z
      .array(
        z.strictObject({
          ScopeName: z
            .string()
            .regex(
              scopeName,
              "expected 1 to 256 printable characters, none of them a space, a slash, a quote or a backslash",
            ),
          ScopeDescription: z.string().min(1).max(256),
        }),
      )
      .max(100, "expected at most 100 scopes")
      .default([]),
  })
  .check(({ value, issues }) => {
    value.Scopes.forEach(({ ScopeName }, index) => {
      if (value.Scopes.findIndex((other) => other.ScopeName === ScopeName) === index) return;
      const path = ["Scopes", index, "ScopeName"];
      issues.push({ code: "custom", path, message: `${JSON.stringify(ScopeName)} is declared before`, input: value });
    });
  });

export type ResourceServerSettings = z.output<typeof resourceServer>;

/** The scopes as clients list them and tokens show them: `{identifier}/{scope}`. */
export const scopesOf = ({ Identifier, Scopes }: ResourceServerSettings): string[] =>
  Scopes.map(({ ScopeName }) => `${Identifier}/${ScopeName}`);
