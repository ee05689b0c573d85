import { expect, test } from "@jest/globals";
import { Failure, failure } from "./failure.ts";

test("a declared failure carries its wire code, status and text", () => {
  const UserNotFound = failure("UserNotFoundException", 400, "User does not exist.");
  const error = new UserNotFound();
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ code: "UserNotFoundException", status: 400, message: "User does not exist." });
  expect(new UserNotFound("another text").message).toBe("another text");
});
