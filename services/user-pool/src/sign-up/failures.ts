import { failure } from "@gatehouse/http/failure.ts";

export const UsernameExists = failure("UsernameExistsException", 400, "User already exists");
