import type { Clock } from "./clock.ts";
import type { Storage } from "./collection.ts";
import type { Principal } from "./principal.ts";
import type { Random } from "./random.ts";
import type { Trace } from "./trace.ts";

/** How a service's requests and answers look on the wire. */
export type Protocol =
  | "awsJson1_0"
  | "awsJson1_1"
  | "awsQuery"
  | "ec2Query"
  | "restJson"
  | "restXml";

/** What every service of the local cloud is made from. */
export interface World {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly random: Random;
  readonly trace: Trace;
}

/** One request, from whom and where, as an operation sees it. */
export interface Call {
  readonly world: World;
  /** The account in which the call acts: the caller's own. */
  readonly account: string;
  /** The Region whose endpoint was called; global services see their signing Region. */
  readonly region: string;
  readonly principal: Principal;
  readonly requestId: string;
  /** Where the request came from, for `aws:SourceIp`. */
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Waits in cloud time while the answer is being prepared; virtual time may pass meanwhile. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls another service of this cloud, authorized like any other call. */
  readonly dispatch: Dispatch;
}

/** What must be allowed before an operation runs. */
export interface Authorization {
  /** For example `organizations:CreateAccount`. */
  readonly action: string;
  /** ARN of the resource, or `"*"` where the action knows none. */
  readonly resource: string;
  /** The account that owns the resource; the caller's when absent. */
  readonly resourceAccount?: string;
  /** Condition keys of this request beyond the global ones, e.g. `aws:RequestTag/x`. */
  readonly context?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** The policy attached to the resource, as a JSON document, where it has one. */
  readonly resourcePolicy?: string;
  /** True for the trust policies of roles: within one account too, the resource's policy must allow. */
  readonly resourcePolicyMustAllow?: boolean;
}

/** One API operation. Input and output are the SDK's own shapes (`Date` for timestamps, `Uint8Array` for blobs). */
export interface Operation<I = never, O = unknown> {
  /** What the caller must be allowed to do; `[]` for operations that need no permission. */
  authorize(input: I, call: Call): readonly Authorization[];
  /** Does the work. Throws the SDK's exception classes, or AwsError. */
  run(input: I, call: Call): O | Promise<O>;
}

/** One AWS service. */
export interface Service {
  /** Name of the service in signatures, such as `organizations`, `states` or `events`. */
  readonly signingName: string;
  readonly protocol: Protocol;
  /**
   * The namespace of the SDK's client package (`import * as sdk from "@aws-sdk/client-iam"`): its
   * operation schemas (`CreateRole$`) drive parsing, checking and answering.
   */
  readonly sdk: object;
  /** First part of `X-Amz-Target` for the JSON protocols, such as `AWSOrganizationsV20161128`. */
  readonly target?: string;
  /** For the query protocols: the API version that `Version` must name. */
  readonly version?: string;
  /** Namespace of XML answers. */
  readonly xmlNamespace?: string;
  /** For REST: a header that its requests have, and those for another service of this signing name have not. */
  readonly header?: string;
  /** The only Region of a global service: calls act there, whatever Region they are signed for. */
  readonly globalRegion?: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** CloudFormation resource types that live in this service. */
  readonly resources?: readonly ResourceType[];
  /** Takes up timers again after a restart, from what is in storage. */
  resume?(): void;
}

/** Calls an operation from inside the cloud: authorized and traced, without the wire. */
export type Dispatch = (request: {
  readonly principal: Principal;
  readonly region: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
}) => Promise<unknown>;

/** A kind of CloudFormation resource that the local cloud can make. */
export interface ResourceType {
  /** For example `AWS::Lambda::Function`. */
  readonly type: string;
  /** Names of the properties it understands; a template with another one is refused by name. */
  readonly properties: readonly string[];
  /** Makes it, with all intrinsic functions resolved. Throws what a failed deployment would say. */
  create(properties: never, context: ResourceContext): ResourceMade | Promise<ResourceMade>;
}

/** The answer of a resource that was made. */
export interface ResourceMade {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, by attribute name. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Where and for which template a resource is made. */
export interface ResourceContext {
  readonly world: World;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** Tags of the stack, which apply to every resource that can carry them. */
  readonly tags: Readonly<Record<string, string>>;
  /** A physical name for a resource whose template gives none: stack, logical id, random suffix. */
  physicalName(longest: number): string;
  /** The folder or file that was published as this S3 object of the assets bucket. */
  asset(bucket: string, key: string): string;
}
