import { z } from "zod";

/**
 * A group in the words of CreateGroup.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
 */
export const group = z.strictObject({
  GroupName: z
    .string()
    .max(128, "expected at most 128 characters")
    .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u, "expected a name without spaces"),
  Description: z.string().max(2_048, "expected at most 2048 characters").optional(),
  Precedence: z.int32().min(0).optional(),
});

export type GroupSettings = z.output<typeof group>;
