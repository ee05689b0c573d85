import { UnfitChange } from "@gatehouse/entitlements/apply.ts";
import { Failure } from "@gatehouse/http/failure.ts";
import { type FieldFault, InvalidInput } from "@gatehouse/http/problem.ts";
import { AlreadyExists, PermissionNotFound, RoleNotFound } from "../failures.ts";
import { NotAuthorized } from "../safety/not-authorized.ts";

/** What is wrong with one of many changes, with its index. */
export interface Fault {
  readonly index: number;
  readonly error: Failure;
}

/**
 * The fault of one of many changes: the failure that the single operation answers with, but its fields are those of the
 * whole, such as `changes.12.role`.
 * @throws whatever is no fault of the caller's
 */
export const faultOf = (error: unknown, index: number): Fault => {
  const errors = fieldsOf(error).map(({ field, reason }) => ({ field: `changes.${index}${field}`, reason }));
  const told = errors.map(({ field, reason }) => `${field}: ${reason}`).join("; ");
  return { index, error: failureOf(error, told, errors) };
};

const fieldsOf = (error: unknown): readonly FieldFault[] => {
  if (error instanceof InvalidInput) return error.errors.map(({ field, reason }) => ({ field: `.${field}`, reason }));
  if (error instanceof UnfitChange) return [{ field: `.${error.field}`, reason: error.message }];
  if (error instanceof Failure) return [{ field: "", reason: error.message }];
  throw error;
};

const failureOf = (error: unknown, told: string, errors: readonly FieldFault[]): Failure => {
  if (error instanceof InvalidInput) return new InvalidInput(errors);
  if (error instanceof NotAuthorized) return new NotAuthorized(error.attempt, told);
  if (error instanceof UnfitChange && error.kind === "taken") return new AlreadyExists(told);
  if (error instanceof UnfitChange)
    return error.field === "role" ? new RoleNotFound(told) : new PermissionNotFound(told);
  const { code, status } = error as Failure;
  return new Failure(code, status, told);
};
