import type { Fault } from "../fault.ts";
import { assertionIssueInstantMissing } from "./assertion-issue-instant-missing.ts";
import { assertionIssuedInFuture } from "./assertion-issued-in-future.ts";
import { assertionIssuedYesterday } from "./assertion-issued-yesterday.ts";
import { assertionIssuerMissing } from "./assertion-issuer-missing.ts";
import { assertionIssuerOther } from "./assertion-issuer-other.ts";
import { assertionIssuerTwice } from "./assertion-issuer-twice.ts";
import { assertionVersion11 } from "./assertion-version-1-1.ts";
import { assertionVersionMissing } from "./assertion-version-missing.ts";
import { attributeInTwoStatements } from "./attribute-in-two-statements.ts";
import { attributeTwice } from "./attribute-twice.ts";
import { attributeWithoutName } from "./attribute-without-name.ts";
import { attributesBlank } from "./attributes-blank.ts";
import { attributesBlankLater } from "./attributes-blank-later.ts";
import { attributesMissing } from "./attributes-missing.ts";
import { attributesTooLong } from "./attributes-too-long.ts";
import { audienceEmpty } from "./audience-empty.ts";
import { audienceExtended } from "./audience-extended.ts";
import { audienceInUpperCase } from "./audience-in-upper-case.ts";
import { audienceLookAlike } from "./audience-look-alike.ts";
import { audienceNone } from "./audience-none.ts";
import { audienceOneOfSeveral } from "./audience-one-of-several.ts";
import { audienceRestrictedTwice } from "./audience-restricted-twice.ts";
import { audienceWithBlank } from "./audience-with-blank.ts";
import { audienceWithSlash } from "./audience-with-slash.ts";
import { bearerOfSaml1 } from "./bearer-of-saml-1.ts";
import { conditionsEndIn1969 } from "./conditions-end-in-1969.ts";
import { conditionsEndIn9999 } from "./conditions-end-in-9999.ts";
import { conditionsEndInSeconds } from "./conditions-end-in-seconds.ts";
import { conditionsEndNotANumber } from "./conditions-end-not-a-number.ts";
import { conditionsEndOnNoDay } from "./conditions-end-on-no-day.ts";
import { conditionsEndWithOffset } from "./conditions-end-with-offset.ts";
import { conditionsEndWithoutZone } from "./conditions-end-without-zone.ts";
import { conditionsExpired } from "./conditions-expired.ts";
import { conditionsTwice } from "./conditions-twice.ts";
import { conditionsWithoutEnd } from "./conditions-without-end.ts";
import { confirmationDataTwice } from "./confirmation-data-twice.ts";
import { confirmationEndIn1969 } from "./confirmation-end-in-1969.ts";
import { confirmationEndIn9999 } from "./confirmation-end-in-9999.ts";
import { confirmationEndNotANumber } from "./confirmation-end-not-a-number.ts";
import { confirmationEndWithOffset } from "./confirmation-end-with-offset.ts";
import { confirmationEndWithoutZone } from "./confirmation-end-without-zone.ts";
import { confirmationExpired } from "./confirmation-expired.ts";
import { confirmationWithBeginning } from "./confirmation-with-beginning.ts";
import { confirmationWithoutEnd } from "./confirmation-without-end.ts";
import { destinationEmpty } from "./destination-empty.ts";
import { destinationInUpperCase } from "./destination-in-upper-case.ts";
import { destinationMissing } from "./destination-missing.ts";
import { destinationOnAnotherPort } from "./destination-on-another-port.ts";
import { destinationOther } from "./destination-other.ts";
import { destinationWithQuery } from "./destination-with-query.ts";
import { destinationWithSlash } from "./destination-with-slash.ts";
import { expired } from "./expired.ts";
import { holderOfKey } from "./holder-of-key.ts";
import { inResponseToConstructor } from "./in-response-to-constructor.ts";
import { inResponseToEmpty } from "./in-response-to-empty.ts";
import { inResponseToMissing } from "./in-response-to-missing.ts";
import { inResponseToOnlyInAssertion } from "./in-response-to-only-in-assertion.ts";
import { inResponseToOnlyOnResponse } from "./in-response-to-only-on-response.ts";
import { inResponseToOtherInAssertion } from "./in-response-to-other-in-assertion.ts";
import { inResponseToOtherOnResponse } from "./in-response-to-other-on-response.ts";
import { inResponseToProto } from "./in-response-to-proto.ts";
import { inResponseToUnknown } from "./in-response-to-unknown.ts";
import { issuerInUpperCase } from "./issuer-in-upper-case.ts";
import { issuerOther } from "./issuer-other.ts";
import { issuerWithSlash } from "./issuer-with-slash.ts";
import { noAssertion } from "./no-assertion.ts";
import { noAuthnStatement } from "./no-authn-statement.ts";
import { noConditions } from "./no-conditions.ts";
import { noConfirmation } from "./no-confirmation.ts";
import { noConfirmationData } from "./no-confirmation-data.ts";
import { noNameId } from "./no-name-id.ts";
import { noSubject } from "./no-subject.ts";
import { notYetValid } from "./not-yet-valid.ts";
import { onlyOtherMethodMatches } from "./only-other-method-matches.ts";
import { otherAudience } from "./other-audience.ts";
import { otherIdpsAnswer } from "./other-idps-answer.ts";
import { otherIdpsKey } from "./other-idps-key.ts";
import { recipientEmpty } from "./recipient-empty.ts";
import { recipientInUpperCase } from "./recipient-in-upper-case.ts";
import { recipientMissing } from "./recipient-missing.ts";
import { recipientOnAnotherPort } from "./recipient-on-another-port.ts";
import { recipientOther } from "./recipient-other.ts";
import { recipientWithQuery } from "./recipient-with-query.ts";
import { recipientWithSlash } from "./recipient-with-slash.ts";
import { responseIssueInstantMissing } from "./response-issue-instant-missing.ts";
import { responseIssuedInFuture } from "./response-issued-in-future.ts";
import { responseIssuedYesterday } from "./response-issued-yesterday.ts";
import { responseIssuerMissing } from "./response-issuer-missing.ts";
import { responseIssuerOther } from "./response-issuer-other.ts";
import { responseVersion11 } from "./response-version-1-1.ts";
import { responseVersionMissing } from "./response-version-missing.ts";
import { secondConfirmationMatches } from "./second-confirmation-matches.ts";
import { senderVouches } from "./sender-vouches.ts";
import { sessionExpired } from "./session-expired.ts";
import { statusAuthnFailed } from "./status-authn-failed.ts";
import { statusCodeMissing } from "./status-code-missing.ts";
import { statusMissing } from "./status-missing.ts";
import { statusRequester } from "./status-requester.ts";
import { statusSuccessBelowFailure } from "./status-success-below-failure.ts";
import { statusTwice } from "./status-twice.ts";
import { statusWithoutAssertion } from "./status-without-assertion.ts";
import { subjectTwice } from "./subject-twice.ts";

/** What a response can say that it should not, signed as it should be. */
export const semanticsFaults: readonly Fault[] = [
  issuerOther,
  responseIssuerOther,
  assertionIssuerOther,
  issuerWithSlash,
  issuerInUpperCase,
  responseIssuerMissing,
  assertionIssuerMissing,
  assertionIssuerTwice,
  otherIdpsKey,
  otherIdpsAnswer,
  otherAudience,
  audienceNone,
  audienceEmpty,
  audienceWithSlash,
  audienceInUpperCase,
  audienceExtended,
  audienceLookAlike,
  audienceWithBlank,
  audienceOneOfSeveral,
  audienceRestrictedTwice,
  destinationOther,
  destinationMissing,
  destinationEmpty,
  destinationWithQuery,
  destinationWithSlash,
  destinationInUpperCase,
  destinationOnAnotherPort,
  recipientOther,
  recipientMissing,
  recipientEmpty,
  recipientWithQuery,
  recipientWithSlash,
  recipientInUpperCase,
  recipientOnAnotherPort,
  inResponseToMissing,
  inResponseToUnknown,
  inResponseToOnlyOnResponse,
  inResponseToOnlyInAssertion,
  inResponseToOtherOnResponse,
  inResponseToOtherInAssertion,
  inResponseToEmpty,
  inResponseToProto,
  inResponseToConstructor,
  expired,
  conditionsExpired,
  confirmationExpired,
  sessionExpired,
  notYetValid,
  responseIssuedYesterday,
  responseIssuedInFuture,
  responseIssueInstantMissing,
  assertionIssuedYesterday,
  assertionIssuedInFuture,
  assertionIssueInstantMissing,
  confirmationWithoutEnd,
  confirmationWithBeginning,
  conditionsWithoutEnd,
  conditionsEndIn9999,
  conditionsEndIn1969,
  conditionsEndWithOffset,
  conditionsEndWithoutZone,
  conditionsEndNotANumber,
  confirmationEndIn9999,
  confirmationEndIn1969,
  confirmationEndWithOffset,
  confirmationEndWithoutZone,
  confirmationEndNotANumber,
  conditionsEndOnNoDay,
  conditionsEndInSeconds,
  senderVouches,
  holderOfKey,
  bearerOfSaml1,
  onlyOtherMethodMatches,
  secondConfirmationMatches,
  noConfirmation,
  noConfirmationData,
  confirmationDataTwice,
  statusAuthnFailed,
  statusRequester,
  statusWithoutAssertion,
  statusMissing,
  statusCodeMissing,
  statusTwice,
  statusSuccessBelowFailure,
  noAssertion,
  responseVersion11,
  responseVersionMissing,
  assertionVersion11,
  assertionVersionMissing,
  noAuthnStatement,
  noConditions,
  conditionsTwice,
  noSubject,
  subjectTwice,
  noNameId,
  attributesMissing,
  attributesBlank,
  attributesBlankLater,
  attributesTooLong,
  attributeTwice,
  attributeInTwoStatements,
  attributeWithoutName,
];
