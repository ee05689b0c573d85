import { type Failure, failure } from "@gatehouse/http/failure.ts";

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html#important-lambda-considerations
export const UserLambdaValidation = failure("UserLambdaValidationException", 400, "The Lambda function refused.");
export const UnexpectedLambda = failure("UnexpectedLambdaException", 400, "The Lambda function cannot be invoked.");
export const InvalidLambdaResponse = failure("InvalidLambdaResponseException", 400, "Unrecognizable lambda output");

/** What a user who was to be moved into the pool is answered, whatever the function said. */
export const CannotMigrate = failure("UserNotFoundException", 400, "Exception migrating user in app client");

/** Whether a trigger is why the request ends. */
export const isTriggerFailure = (error: unknown): error is Failure =>
  [UserLambdaValidation, UnexpectedLambda, InvalidLambdaResponse].some((kind) => error instanceof kind);
