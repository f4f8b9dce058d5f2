import { AwsError } from "../kernel/aws-error.ts";
import type { Principal } from "../kernel/principal.ts";
import type { Protocol, Service } from "../kernel/service.ts";
import { NOBODY, readSignature, verifiedCall } from "./caller.ts";
import type { Cloud } from "./cloud.ts";
import { inflated } from "./compressed-body.ts";
import { dispatchFor } from "./dispatch.ts";
import { failureFrom, internalFailure } from "./failure.ts";
import { NoAnswer } from "./fault-effects.ts";
import { header, type WireAnswer, type WireRequest } from "./message.ts";
import { operationOf, perform } from "./perform.ts";
import { protocols } from "./protocols/by-name.ts";
import { inputError } from "./protocols/input-error.ts";
import type { Reply, Routed } from "./protocols/protocol.ts";
import { findOperation } from "./routing/find-operation.ts";
import { findService, guessedProtocol } from "./routing/find-service.ts";
import { problemOf } from "./schema/check.ts";
import { refusal } from "./signature/refusal.ts";
import type { SignedRequest } from "./signature/signed-request.ts";
import { type Known, told } from "./told.ts";

/** What becomes of a request: an answer, or none at all. */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: WireAnswer }
  | {
      readonly kind: "silence";
      readonly how: "reset" | "hang";
      readonly accessKeyId: string | undefined;
    };

/** A request on its way, and what is known of it so far. */
interface Progress {
  readonly request: WireRequest;
  readonly requestId: string;
  readonly known: Known;
  protocol: Protocol;
  service?: Service;
  accessKeyId?: string;
}

const DEFAULT_REGION = "us-east-1";

const REGION_NAME = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * The Region that a call acts in. Global services have one, and against AWS every client signs for it by
 * itself. With an endpoint of its own (AWS_ENDPOINT_URL) it signs for the Region that it is set to: here
 * that will do, where AWS would refuse it ("Credential should be scoped to a valid region").
 */
function regionOf({ globalRegion, protocol }: Service, signedFor: string): string {
  if (globalRegion === undefined) return signedFor;
  if (REGION_NAME.test(signedFor)) return globalRegion;
  const text = `Credential should be scoped to a valid region, not '${signedFor}'. Sign for ${globalRegion}.`;
  throw refusal("foreignScope", protocol, text);
}

/** Unsigned requests are for S3 alone, whose bucket policies may let everybody in. */
function checkUnsigned({ protocol }: Service): void {
  if (protocol !== "restXml") throw refusal("missing", protocol);
}

/** Credentials are not known in a Region that their account has not enabled. */
function checkEnabled({ isEnabled }: Cloud, found: Authenticated, protocol: Protocol): void {
  const { principal, region } = found;
  if (isEnabled && !isEnabled(principal.account, region)) throw refusal("unknownKey", protocol);
}

interface Authenticated {
  readonly principal: Principal;
  readonly region: string;
  readonly request: WireRequest;
}

function authenticate(cloud: Cloud, service: Service, progress: Progress, signed?: SignedRequest) {
  const { request, known } = progress;
  const { protocol } = service;
  let found: Authenticated = { principal: NOBODY, region: DEFAULT_REGION, request };
  if (signed) {
    progress.accessKeyId = signed.accessKeyId;
    known.region = signed.region;
    const region = regionOf(service, signed.region);
    found = { ...verifiedCall(cloud, request, { signed, protocol }), region };
    checkEnabled(cloud, found, protocol);
  } else checkUnsigned(service);
  if (protocol !== "restXml") found = { ...found, request: inflated(found.request) };
  known.region = found.region;
  known.caller = found.principal.arn;
  known.account = found.principal.account;
  return found;
}

function readInput({ protocol }: Service, routed: Routed, request: WireRequest): unknown {
  const input = protocols[protocol].read(routed, request);
  const problem = problemOf(routed.operation.input, input);
  if (problem) throw inputError(problem, protocol);
  return input;
}

function replyTo({ request, requestId, service }: Progress): Reply {
  const namespace = service?.xmlNamespace;
  return {
    ...{ request, requestId, wrapsErrors: service?.header !== undefined },
    ...(namespace !== undefined && { xmlNamespace: namespace }),
  };
}

async function attend(cloud: Cloud, progress: Progress): Promise<WireAnswer> {
  const { requestId, known } = progress;
  const signed = readSignature(progress.request, progress.protocol);
  const service = findService([...cloud.services.values()], progress.request, signed?.service);
  progress.service = service;
  progress.protocol = service.protocol;
  known.service = service.signingName;
  const routed = findOperation(service, progress.request);
  const operation = routed.operation.name;
  known.operation = operation;
  const { principal, region, request } = authenticate(cloud, service, progress, signed);
  operationOf(service, operation);
  const output = await perform(cloud, {
    service,
    operation,
    input: readInput(service, routed, request),
    dispatch: dispatchFor(cloud, principal),
    origin: {
      principal,
      region,
      requestId,
      userAgent: header(request, "user-agent") ?? "",
      sourceIp: request.sourceIp,
      ...(progress.accessKeyId !== undefined && { accessKeyId: progress.accessKeyId }),
    },
  });
  return protocols[service.protocol].answer(routed.operation, output, replyTo(progress));
}

function failed(error: unknown, progress: Progress): WireAnswer {
  const { protocol, service, requestId } = progress;
  const failure = failureFrom(error, service?.sdk ?? {}) ?? internalFailure(requestId);
  if (failure.name === "InternalFailure" && !(error instanceof AwsError)) {
    console.error(`Request ${requestId} to ${progress.known.service}:${progress.known.operation}`);
    console.error(error);
  }
  return protocols[protocol].fail(failure, replyTo(progress));
}

function begin(request: WireRequest, requestId: string): Progress {
  const known = { service: "", operation: "", account: "", region: "", caller: "" };
  return { request, requestId, known, protocol: guessedProtocol(request) };
}

/** Serves one request to a service of the cloud. Never throws: what fails inside is an answer too. */
export async function serve(
  cloud: Cloud,
  request: WireRequest,
  requestId: string,
): Promise<Outcome> {
  const progress = begin(request, requestId);
  try {
    const answer = await told(cloud.world, progress.known, () => attend(cloud, progress));
    return { kind: "answer", answer };
  } catch (error) {
    if (error instanceof NoAnswer) {
      return { kind: "silence", how: error.how, accessKeyId: progress.accessKeyId };
    }
    return { kind: "answer", answer: failed(error, progress) };
  }
}
