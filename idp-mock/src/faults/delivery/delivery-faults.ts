import type { Fault } from "../fault.ts";
import { assertionIdUsedBefore } from "./assertion-id-used-before.ts";
import { assertionOfEarlierSignIn } from "./assertion-of-earlier-sign-in.ts";
import { deliveredLate } from "./delivered-late.ts";
import { deliveredToAnotherBrowser } from "./delivered-to-another-browser.ts";
import { deliveredTwice } from "./delivered-twice.ts";
import { relayState10Kilobytes } from "./relay-state-10-kilobytes.ts";
import { relayStateAltered } from "./relay-state-altered.ts";
import { relayStateBackslash } from "./relay-state-backslash.ts";
import { relayStateEmpty } from "./relay-state-empty.ts";
import { relayStateExtended } from "./relay-state-extended.ts";
import { relayStateJavascript } from "./relay-state-javascript.ts";
import { relayStateLineBreak } from "./relay-state-line-break.ts";
import { relayStateMarkup } from "./relay-state-markup.ts";
import { relayStateMissing } from "./relay-state-missing.ts";
import { relayStateProtocolRelative } from "./relay-state-protocol-relative.ts";
import { relayStateReEncoded } from "./relay-state-re-encoded.ts";
import { relayStateTruncated } from "./relay-state-truncated.ts";
import { relayStateTwice } from "./relay-state-twice.ts";
import { relayStateTwiceDifferently } from "./relay-state-twice-differently.ts";
import { relayStateUrl } from "./relay-state-url.ts";
import { responseOfEarlierSignIn } from "./response-of-earlier-sign-in.ts";
import { samlResponseDeflated } from "./saml-response-deflated.ts";
import { samlResponseEmpty } from "./saml-response-empty.ts";
import { samlResponseInQuery } from "./saml-response-in-query.ts";
import { samlResponseMissing } from "./saml-response-missing.ts";
import { samlResponseTwice } from "./saml-response-twice.ts";
import { unsolicited } from "./unsolicited.ts";
import { unsolicitedAssertionRewrapped } from "./unsolicited-assertion-rewrapped.ts";
import { unsolicitedDeliveredTwice } from "./unsolicited-delivered-twice.ts";
import { unsolicitedNamesARequest } from "./unsolicited-names-a-request.ts";
import { unsolicitedRelayStateIsAUrl } from "./unsolicited-relay-state-is-a-url.ts";
import { unsolicitedSentElsewhere } from "./unsolicited-sent-elsewhere.ts";

/** What can go wrong with a form between the identity provider and the service provider. */
export const deliveryFaults: readonly Fault[] = [
  deliveredTwice,
  deliveredToAnotherBrowser,
  deliveredLate,
  responseOfEarlierSignIn,
  assertionOfEarlierSignIn,
  assertionIdUsedBefore,
  unsolicited,
  unsolicitedDeliveredTwice,
  unsolicitedAssertionRewrapped,
  unsolicitedNamesARequest,
  unsolicitedSentElsewhere,
  unsolicitedRelayStateIsAUrl,
  relayStateMissing,
  relayStateEmpty,
  relayStateTwice,
  relayStateTwiceDifferently,
  relayStateTruncated,
  relayStateExtended,
  relayStateAltered,
  relayStateReEncoded,
  relayStateUrl,
  relayStateProtocolRelative,
  relayStateBackslash,
  relayStateJavascript,
  relayStateLineBreak,
  relayStateMarkup,
  relayState10Kilobytes,
  samlResponseMissing,
  samlResponseEmpty,
  samlResponseTwice,
  samlResponseInQuery,
  samlResponseDeflated,
];
