import { expect, test } from "@jest/globals";
import { answerFaults } from "./answer-faults.ts";
import { modelOf } from "./sdk-model.ts";

const { output } = modelOf("ListUsers");
const user = { Username: "alice", Attributes: [{ Name: "sub", Value: "1" }], UserCreateDate: 1_720_531_919.374 };

// [what, answer, faults]
test.each<[string, unknown, string[]]>([
  ["as the model says", { Users: [user] }, []],
  [
    "with an unknown member",
    { Users: [{ ...user, UserAttributes: [] }] },
    ["answer.Users[0].UserAttributes is unknown"],
  ],
  [
    "with a date as text",
    { Users: [{ ...user, UserCreateDate: "2024-07-09T13:31:59Z" }] },
    ["answer.Users[0].UserCreateDate is no timestamp"],
  ],
  ["without a name", { Users: [{ Attributes: [{ Value: "1" }] }] }, ["answer.Users[0].Attributes[0].Name is missing"]],
  ["with one user in place of a list", { Users: user }, ["answer.Users is no list"]],
])("an answer %s", (_what, answer, faults) => {
  expect(answerFaults(output, answer)).toEqual(faults);
});
