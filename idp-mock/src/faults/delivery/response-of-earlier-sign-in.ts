import type { Fault } from "../fault.ts";
import { earlierOf } from "./earlier-of.ts";

export const responseOfEarlierSignIn: Fault = {
  name: "response-of-earlier-sign-in",
  family: "delivery",
  description: "The whole response of an earlier sign-in is posted in answer to a new request.",
  source: "SAML Profiles 2.0, 4.1.4.5",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  needs: "an earlier sign-in",
  signed: (_xml, { previous }) => earlierOf(previous),
};
