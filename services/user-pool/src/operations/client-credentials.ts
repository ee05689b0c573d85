import { randomInt } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

const random = (length: number) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** As long as those that Amazon Cognito makes. */
export const newClientId = () => random(26);
export const newClientSecret = () => random(51);
