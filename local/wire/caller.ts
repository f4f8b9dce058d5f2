import type { Anonymous } from "../kernel/principal.ts";
import type { Protocol } from "../kernel/service.ts";
import type { Cloud } from "./cloud.ts";
import type { WireRequest } from "./message.ts";
import { withoutChunks } from "./signature/chunked-body.ts";
import { refusal } from "./signature/refusal.ts";
import {
  IncompleteSignature,
  type SignedRequest,
  signatureOf,
} from "./signature/signed-request.ts";
import { type Verified, verify } from "./signature/verify.ts";

type Knowing = Pick<Cloud, "identity" | "world">;

/** Who calls when nobody signed. */
export const NOBODY: Anonymous = {
  kind: "anonymous",
  account: "anonymous",
  arn: "anonymous",
  userId: "anonymous",
};

/** A request whose signature was found to be right, with its body decoded. */
export interface SignedCall extends Verified {
  readonly request: WireRequest;
  /** Region of the credential scope. */
  readonly region: string;
}

/** The signature of a request, if it has one. Throws the refusal of one that is not whole. */
export function readSignature(request: WireRequest, protocol: Protocol): SignedRequest | undefined {
  try {
    return signatureOf(request);
  } catch (error) {
    if (error instanceof IncompleteSignature) throw refusal("incomplete", protocol, error.message);
    throw error;
  }
}

/** Verifies a signature. Throws the service's own refusals. */
export function verifiedCall(
  { identity, world }: Knowing,
  request: WireRequest,
  { signed, protocol }: { readonly signed: SignedRequest; readonly protocol: Protocol },
): SignedCall {
  // Functions sign by the cloud's clock, clients outside by that of the machine.
  const clocks = [world.clock.now(), Date.now()] as const;
  const verified = verify(request, signed, { identity, clocks, protocol });
  return {
    ...verified,
    region: signed.region,
    request: withoutChunks(request, signed, verified.secretAccessKey),
  };
}

/**
 * Who signed a request to something that is no service of the cloud, such as an HTTP API whose signing
 * name is `execute-api`. Throws AwsError for a request that is not signed, or not for this name.
 */
export function verifiedCaller(
  knowing: Knowing,
  request: WireRequest,
  signingName: string,
): SignedCall {
  const protocol = "restJson";
  const signed = readSignature(request, protocol);
  if (!signed) throw refusal("missing", protocol);
  if (signed.service !== signingName) {
    const text = `Credential should be scoped to correct service: '${signingName}'.`;
    throw refusal("foreignScope", protocol, text);
  }
  return verifiedCall(knowing, request, { signed, protocol });
}
