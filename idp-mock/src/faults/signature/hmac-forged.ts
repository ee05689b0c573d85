import { createHmac } from "node:crypto";
import { forged, withSignatureValue } from "./resigning.ts";
import { withSignatureMethod } from "./signed-info.ts";

/** In the name of somebody else, authenticated by HMAC-SHA1 with a key that everybody knows. */
export const hmacForged = (xml: string, key: string | Buffer): string =>
  withSignatureValue(withSignatureMethod(forged(xml), "http://www.w3.org/2000/09/xmldsig#hmac-sha1"), (bytes) =>
    createHmac("sha1", key).update(bytes).digest("base64"),
  );
