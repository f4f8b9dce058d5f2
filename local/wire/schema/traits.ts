/** What the SDK's schemas say about how a shape or a member looks on the wire. */
export interface Traits {
  readonly httpLabel?: unknown;
  readonly httpPayload?: unknown;
  readonly httpResponseCode?: unknown;
  readonly httpQueryParams?: unknown;
  /** Name of a query parameter. */
  readonly httpQuery?: string;
  /** Name of a header. */
  readonly httpHeader?: string;
  /** Prefix of the headers that hold the entries of a map. */
  readonly httpPrefixHeaders?: string;
  readonly jsonName?: string;
  readonly xmlName?: string;
  readonly xmlFlattened?: unknown;
  readonly xmlAttribute?: unknown;
  /** Prefix and address of an XML namespace. */
  readonly xmlNamespace?: readonly [string, string];
  readonly ec2QueryName?: string;
  /** Whose fault an error is: `client` or `server`. */
  readonly error?: string;
  /** HTTP status of an error. */
  readonly httpError?: number;
  /** Code and HTTP status of an error in the query protocol. */
  readonly awsQueryError?: readonly [string, number];
  /** Method, path with labels and literal query, and HTTP status of a success. */
  readonly http?: readonly [string, string, number];
}

/** Meaning of the bits when the traits are a number, from the lowest on (@smithy/core, translateTraits). */
const BITS = [
  "httpLabel",
  "idempotent",
  "idempotencyToken",
  "sensitive",
  "httpPayload",
  "httpResponseCode",
  "httpQueryParams",
] as const;

/** The traits of a schema, which abbreviates common sets of them as bits of a number. */
export function traitsOf(indicator: unknown): Traits {
  if (typeof indicator === "object" && indicator !== null) return indicator;
  const bits = typeof indicator === "number" ? indicator : 0;
  return Object.fromEntries(
    BITS.filter((_, position) => ((bits >> position) & 1) === 1).map((trait) => [trait, 1]),
  );
}
