import { header, pairsOf, type WireRequest } from "../message.ts";

/** What a request says of its signature: from the Authorization header or, presigned, the address. */
export interface SignedRequest {
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly scopeDate: string;
  readonly region: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** When it was signed, as `YYYYMMDDTHHMMSSZ`. */
  readonly signedAt: string;
  readonly sessionToken?: string;
  /** Seconds that a presigned address is valid; absent for signatures in the header. */
  readonly expiresIn?: number;
}

/** The Authorization header or address lacks something that a signature must have. */
export class IncompleteSignature extends Error {}

export const ALGORITHM = "AWS4-HMAC-SHA256";

function scopeOf(credential: string) {
  const parts = credential.split("/");
  const [terminator, service, region, scopeDate] = parts.toReversed();
  const accessKeyId = parts.slice(0, -4).join("/");
  if (terminator !== "aws4_request" || !accessKeyId || !scopeDate || !region || !service) {
    throw new IncompleteSignature(
      `Credential must have at least 5 elements and end with aws4_request, got: ${credential}`,
    );
  }
  return { accessKeyId, scopeDate, region, service };
}

/** The parts of a signature by name, wherever they stand. */
interface Parts {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly signedAt: string | undefined;
}

function assembled(parts: Parts, where: string): SignedRequest {
  const { credential, signedHeaders, signature, signedAt } = parts;
  const required = { Credential: credential, Signature: signature, SignedHeaders: signedHeaders };
  for (const [name, value] of Object.entries(required)) {
    if (!value) throw new IncompleteSignature(`${where} requires '${name}' parameter.`);
  }
  if (!signedAt || !/^\d{8}T\d{6}Z$/.test(signedAt)) {
    throw new IncompleteSignature(
      `${where} requires existence of either a 'X-Amz-Date' or a 'Date' header.`,
    );
  }
  return {
    ...scopeOf(credential ?? ""),
    signedHeaders: (signedHeaders ?? "").split(";"),
    signature: signature ?? "",
    signedAt,
  };
}

/** `Date` in HTTP's format as a signature's timestamp. */
function signingTime(request: WireRequest): string | undefined {
  const stamped = header(request, "x-amz-date");
  if (stamped !== undefined) return stamped;
  const date = new Date(header(request, "date") ?? "");
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

function fromHeader(request: WireRequest, authorization: string): SignedRequest {
  const fields = new Map(
    authorization
      .slice(ALGORITHM.length)
      .split(",")
      .map((field) => {
        const [name = "", ...value] = field.trim().split("=");
        return [name, value.join("=")];
      }),
  );
  const parts = {
    credential: fields.get("Credential"),
    signedHeaders: fields.get("SignedHeaders"),
    signature: fields.get("Signature"),
    signedAt: signingTime(request),
  };
  const sessionToken = header(request, "x-amz-security-token");
  return {
    ...assembled(parts, "Authorization header"),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

function fromAddress(query: ReadonlyMap<string, string>): SignedRequest {
  const parts = {
    credential: query.get("X-Amz-Credential"),
    signedHeaders: query.get("X-Amz-SignedHeaders"),
    signature: query.get("X-Amz-Signature"),
    signedAt: query.get("X-Amz-Date"),
  };
  const sessionToken = query.get("X-Amz-Security-Token");
  return {
    ...assembled(parts, "AWS query-string authentication"),
    expiresIn: Number(query.get("X-Amz-Expires") ?? Number.NaN),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

/**
 * Reads the signature of a request; undefined when it has none. Throws IncompleteSignature for one
 * that is not whole, or of another kind than Signature Version 4.
 */
export function signatureOf(request: WireRequest): SignedRequest | undefined {
  const query = new Map(pairsOf(request.rawQuery));
  const authorization = header(request, "authorization");
  const algorithm = authorization?.split(" ")[0] ?? query.get("X-Amz-Algorithm");
  if (algorithm === undefined) return undefined;
  if (algorithm !== ALGORITHM) {
    throw new IncompleteSignature(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  }
  return authorization === undefined ? fromAddress(query) : fromHeader(request, authorization);
}
