import { AwsError } from "../../kernel/aws-error.ts";
import type { Protocol } from "../../kernel/service.ts";

/** Why a request is not let in, before anybody asks what it may do. */
export type Reason =
  | "missing"
  | "incomplete"
  | "unknownKey"
  | "wrongToken"
  | "expiredToken"
  | "mismatch"
  | "skewed"
  | "expiredAddress"
  | "foreignScope";

type Family = "json" | "restJson" | "query" | "ec2" | "s3";

const FAMILIES: Readonly<Record<Protocol, Family>> = {
  awsJson1_0: "json",
  awsJson1_1: "json",
  restJson: "restJson",
  awsQuery: "query",
  ec2Query: "ec2",
  restXml: "s3",
};

type Answer = readonly [name: string, status: number];

/** The same refusals under the names and statuses that each family of services gives them. */
const JSON_ANSWERS: Readonly<Record<Reason, Answer>> = {
  missing: ["MissingAuthenticationTokenException", 400],
  incomplete: ["IncompleteSignatureException", 400],
  unknownKey: ["UnrecognizedClientException", 400],
  wrongToken: ["UnrecognizedClientException", 400],
  expiredToken: ["ExpiredTokenException", 400],
  mismatch: ["InvalidSignatureException", 400],
  skewed: ["InvalidSignatureException", 400],
  expiredAddress: ["InvalidSignatureException", 400],
  foreignScope: ["InvalidSignatureException", 400],
};

const QUERY_ANSWERS: Readonly<Record<Reason, Answer>> = {
  missing: ["MissingAuthenticationToken", 403],
  incomplete: ["IncompleteSignature", 400],
  unknownKey: ["InvalidClientTokenId", 403],
  wrongToken: ["InvalidClientTokenId", 403],
  expiredToken: ["ExpiredToken", 403],
  mismatch: ["SignatureDoesNotMatch", 403],
  skewed: ["SignatureDoesNotMatch", 403],
  expiredAddress: ["SignatureDoesNotMatch", 403],
  foreignScope: ["SignatureDoesNotMatch", 403],
};

const EC2_ANSWERS: Readonly<Record<Reason, Answer>> = {
  ...QUERY_ANSWERS,
  unknownKey: ["AuthFailure", 401],
  wrongToken: ["AuthFailure", 401],
  mismatch: ["AuthFailure", 401],
  expiredToken: ["RequestExpired", 400],
  skewed: ["RequestExpired", 400],
  expiredAddress: ["RequestExpired", 400],
};

const S3_ANSWERS: Readonly<Record<Reason, Answer>> = {
  missing: ["AccessDenied", 403],
  incomplete: ["AuthorizationHeaderMalformed", 400],
  unknownKey: ["InvalidAccessKeyId", 403],
  wrongToken: ["InvalidToken", 400],
  expiredToken: ["ExpiredToken", 400],
  mismatch: ["SignatureDoesNotMatch", 403],
  skewed: ["RequestTimeTooSkewed", 403],
  expiredAddress: ["AccessDenied", 403],
  foreignScope: ["AuthorizationHeaderMalformed", 400],
};

function answerOf(reason: Reason, family: Family): Answer {
  switch (family) {
    case "json":
      return JSON_ANSWERS[reason];
    case "restJson":
      return [JSON_ANSWERS[reason][0], reason === "incomplete" ? 400 : 403];
    case "query":
      return QUERY_ANSWERS[reason];
    case "ec2":
      return EC2_ANSWERS[reason];
    case "s3":
      return S3_ANSWERS[reason];
    default:
      return family satisfies never;
  }
}

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

const TEXTS: Readonly<Record<Reason, string>> = {
  missing: "Request is missing Authentication Token",
  incomplete: "The signature is incomplete.",
  unknownKey: "The security token included in the request is invalid.",
  wrongToken: "The security token included in the request is invalid.",
  expiredToken: "The security token included in the request is expired",
  mismatch: MISMATCH,
  skewed: "Signature expired",
  expiredAddress: "Request has expired",
  foreignScope: "Credential should be scoped to a valid region.",
};

/** Where S3 and EC2 have words of their own. */
const OTHER_TEXTS: Partial<Record<Family, Partial<Record<Reason, string>>>> = {
  s3: {
    unknownKey: "The AWS Access Key Id you provided does not exist in our records.",
    wrongToken: "The provided token is malformed or otherwise invalid.",
    expiredToken: "The provided token has expired.",
    mismatch:
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    skewed: "The difference between the request time and the current time is too large.",
  },
  ec2: {
    unknownKey: "AWS was not able to validate the provided access credentials",
    wrongToken: "AWS was not able to validate the provided access credentials",
    mismatch: "AWS was not able to validate the provided access credentials",
    expiredToken: "Request has expired.",
    skewed: "Request has expired.",
    expiredAddress: "Request has expired.",
  },
};

/** A refusal in the words of the service; `detail` replaces them where they depend on the request. */
export function refusal(reason: Reason, protocol: Protocol, detail?: string): AwsError {
  const family = FAMILIES[protocol];
  const [name, status] = answerOf(reason, family);
  const own = OTHER_TEXTS[family]?.[reason];
  return new AwsError(name, own ?? detail ?? TEXTS[reason], status);
}
