import type { Identity } from "../../kernel/identity.ts";
import type { Metric } from "../../kernel/metric.ts";
import type { Principal } from "../../kernel/principal.ts";
import type { Authorization, Dispatch } from "../../kernel/service.ts";
import type { WireRequest } from "../../wire/message.ts";
import type { KeysOf } from "./jwt/keys.ts";

/** Who signed a request. */
interface SignedCaller {
  readonly principal: Principal;
  readonly accessKeyId: string;
}

/** What an HTTP API needs of the rest of the cloud. */
export interface HttpApiDependencies {
  readonly identity: Pick<Identity, "contextOf">;
  /** Who signed a request for `execute-api`. Throws when nobody did, or not rightly. */
  readonly callerOf: (request: WireRequest) => SignedCaller;
  /** The keys of identity providers. */
  readonly keysOf: KeysOf;
  /** Throws AccessDenied unless the principal may do this. */
  readonly authorize: (principal: Principal, region: string, wanted: Authorization) => void;
  /** Calls Lambda. */
  readonly dispatch: Dispatch;
  /** Told of every number that API Gateway gives to CloudWatch. */
  readonly metric?: (metric: Metric) => void;
  /** Writes a line of an access log into a group. */
  readonly log: (line: {
    readonly account: string;
    readonly region: string;
    readonly group: string;
    readonly stream: string;
    readonly at: number;
    readonly line: string;
  }) => void;
}
