import { AwsError } from "../kernel/aws-error.ts";
import { modelOf } from "./schema/model.ts";
import type { StructureShape } from "./schema/shape.ts";

/** An error, ready to be written in any protocol. */
export interface Failure {
  /** Name of the error, such as `NoSuchEntityException`. */
  readonly name: string;
  /** Its code in the query protocols, such as `NoSuchEntity`. */
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** Whose fault it is. */
  readonly fault: "client" | "server";
  /** Members beside the message. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The model of the error, where the service has one. */
  readonly shape?: StructureShape;
}

const faultOf = (status: number) => (status >= 500 ? "server" : "client");

function withoutMessage(error: object, shape: StructureShape): Record<string, unknown> {
  const entries = Object.entries(error).filter(
    ([name, value]) =>
      shape.members.has(name) && value !== undefined && name.toLowerCase() !== "message",
  );
  return Object.fromEntries(entries);
}

/** An exception of the SDK: it has `$fault`, and its name is that of a shape. */
function modelled(error: Error & { readonly $fault: unknown }, sdk: object): Failure {
  const shape = modelOf(sdk).errors.get(error.name);
  const fault = error.$fault === "server" ? "server" : "client";
  const { httpError, awsQueryError } = shape?.traits ?? {};
  return {
    name: error.name,
    code: awsQueryError?.[0] ?? error.name,
    status: httpError ?? awsQueryError?.[1] ?? (fault === "server" ? 500 : 400),
    message: error.message,
    fault,
    members: shape ? withoutMessage(error, shape) : {},
    headers: {},
    ...(shape && { shape }),
  };
}

function general(error: AwsError, sdk: object): Failure {
  const shape = modelOf(sdk).errors.get(error.name);
  const fits = shape && Object.keys(error.details).every((name) => shape.members.has(name));
  return {
    name: error.name,
    code: shape?.traits.awsQueryError?.[0] ?? error.name,
    status: error.status,
    message: error.message,
    fault: faultOf(error.status),
    members: error.details,
    headers: error.headers,
    ...(fits && { shape }),
  };
}

const isModelled = (error: unknown): error is Error & { readonly $fault: unknown } =>
  error instanceof Error && "$fault" in error;

/** What to answer for an error of a service; undefined for one that no service should throw. */
export function failureFrom(error: unknown, sdk: object): Failure | undefined {
  if (error instanceof AwsError) return general(error, sdk);
  if (isModelled(error)) return modelled(error, sdk);
  return undefined;
}

/** The answer for an error of the local cloud itself: it tells nothing of the inside. */
export function internalFailure(requestId: string): Failure {
  return {
    name: "InternalFailure",
    code: "InternalFailure",
    status: 500,
    message: `The local cloud failed inside. Its error output tells why, under request ${requestId}.`,
    fault: "server",
    members: {},
    headers: {},
  };
}
