import type { Failure } from "../failure.ts";
import type { WireAnswer, WireRequest } from "../message.ts";
import type { OperationModel } from "../schema/model.ts";

/** What the path of a REST request said: labels by name, and query parameters that only route it. */
export interface Routed {
  readonly operation: OperationModel;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of query parameters that belong to the operation's address, such as `tagging`. */
  readonly literals: ReadonlySet<string>;
}

/** What answers need to know beside the output. */
export interface Reply {
  readonly requestId: string;
  /** `http://…` of XML answers. */
  readonly xmlNamespace?: string;
  /** Whether errors are members of an `ErrorResponse`. */
  readonly wrapsErrors?: boolean;
  readonly request: WireRequest;
}

/** One way of putting operations into HTTP, from the server's side. */
export interface WireProtocol {
  /** The input in the SDK's shape, not yet checked. Throws AwsError for a body that cannot be read. */
  read(routed: Routed, request: WireRequest): unknown;
  /** The answer of an operation that succeeded; `output` is in the SDK's shape. */
  answer(operation: OperationModel, output: object, reply: Reply): WireAnswer;
  /** The answer of a request that failed. */
  fail(failure: Failure, reply: Reply): WireAnswer;
}
