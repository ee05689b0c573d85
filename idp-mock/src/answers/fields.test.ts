import { expect, test } from "@jest/globals";
import { fieldsOf } from "./fields.ts";

const action = "https://pool.test/saml2/idpresponse";

test.each([
  ["both fields", { action, SAMLResponse: "x", RelayState: "y" }, "SAMLResponse=x&RelayState=y"],
  ["no RelayState", { action, SAMLResponse: "x", RelayState: undefined }, "SAMLResponse=x"],
  ["an empty one", { action, SAMLResponse: "x", RelayState: "" }, "SAMLResponse=x&RelayState="],
  ["nothing at all", { action }, ""],
  [
    "a second RelayState",
    { action, SAMLResponse: "x", RelayState: "y", again: { RelayState: "z" } },
    "SAMLResponse=x&RelayState=y&RelayState=z",
  ],
])("a form of %s", (_name, form, posted) => {
  expect(new URLSearchParams(fieldsOf(form).map((field) => [...field])).toString()).toBe(posted);
});
