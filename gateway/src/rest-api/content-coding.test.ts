import { expect, test } from "@jest/globals";
import { acceptedCoding } from "./content-coding.ts";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html: "The highest-priority
// content encoding must be one supported by API Gateway. If it is not, compression is not applied."
test.each<[accepted: string, coding: string | undefined]>([
  ["gzip", "gzip"],
  ["deflate", "deflate"],
  ["identity", "identity"],
  ["GZip", "gzip"],
  ["gzip, deflate, br", "gzip"],
  ["deflate, gzip", "deflate"],
  ["deflate;q=0.5, gzip;q=0.8", "gzip"],
  ["deflate;q=0.5 , gzip ; q=1.000", "gzip"],
  ["gzip;q=0.001", "gzip"],
  ["gzip;Q=0.5", "gzip"],
  ["br, gzip", undefined],
  ["gzip;q=0.5, br", undefined],
  ["br;q=0.5, gzip", "gzip"],
  ["gzip;q=0", undefined],
  ["gzip;q=0, deflate;q=0.1", "deflate"],
  ["*", undefined],
  ["*, gzip", undefined],
  ["gzip, *;q=0.5", "gzip"],
  ["x-gzip", undefined],
  ["", undefined],
  [",gzip", undefined],
  ["gzip;q=1.1", undefined],
  ["gzip;q=high", undefined],
  ["gzip deflate", undefined],
])("%j asks for %j", (accepted, coding) => {
  expect(acceptedCoding(accepted)).toBe(coding);
});
