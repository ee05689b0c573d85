import type { Fault } from "../fault.ts";

export const byteOrderMark: Fault = {
  name: "byte-order-mark",
  family: "content",
  description: "The message begins with a byte order mark.",
  source: "XML 1.0, 4.3.3",
  code: "accepted",
  signed: (xml) => `\u{feff}${xml}`,
};
