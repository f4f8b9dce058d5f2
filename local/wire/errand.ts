import type { Principal } from "../kernel/principal.ts";
import type { Dispatch, Service } from "../kernel/service.ts";

/** From whom and where a call comes. */
export interface Origin {
  readonly principal: Principal;
  readonly region: string;
  readonly requestId: string;
  readonly userAgent: string;
  /** Absent for calls from inside the cloud, which come from no address. */
  readonly sourceIp?: string;
  /** With which the call was signed; absent for calls from inside the cloud. */
  readonly accessKeyId?: string;
  /** True when a service calls another for the sake of its own caller. */
  readonly viaService?: boolean;
}

/** A call whose caller is known and whose input is in the SDK's shape. */
export interface Errand {
  readonly service: Service;
  /** Name of the operation. */
  readonly operation: string;
  readonly input: unknown;
  readonly origin: Origin;
  /** By which the operation calls other services. */
  readonly dispatch: Dispatch;
}
