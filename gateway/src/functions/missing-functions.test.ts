import { expect, test } from "@jest/globals";
import { missingFunctions } from "./missing-functions.ts";

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

test("the list of functions must hold what the routes need", () => {
  const route = {
    key: "GET /a",
    path: "/a",
    functionArns: [arn("${stageVariables.authorizer}"), arn("echo")],
    place: "api.yaml:7",
  };
  const stages = [
    { name: "dev", variables: { authorizer: "echo" } },
    { name: "prod", variables: { authorizer: "guard" } },
  ];
  const functions = { file: "functions.yaml", arns: new Set([arn("echo")]) };
  expect(missingFunctions([route], stages.slice(0, 1), functions)).toEqual([]);
  expect(missingFunctions([route, route], stages, functions)).toEqual([
    `api.yaml:7: GET /a on stage prod needs the function ${arn("guard")}; functions.yaml does not list it`,
  ]);
});
