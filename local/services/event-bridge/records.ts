import type { Target } from "@aws-sdk/client-eventbridge";
import type { Instant } from "../../kernel/clock.ts";
import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";

export const SERVICE = "events";

/** One Region of one account. */
export type Site = Pick<Call, "account" | "region">;

/** One event bus. The default bus has a record only when something about it was set. */
export interface BusRecord {
  readonly name: string;
  readonly description?: string;
  /** JSON text of the policy that lets others put events. */
  readonly policy?: string;
  readonly createdAt: Instant;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RuleRecord {
  readonly name: string;
  readonly bus: string;
  readonly arn: string;
  readonly createdBy: string;
  /** The AWS service that made it for itself. */
  readonly managedBy?: string;
  /** JSON text. */
  readonly pattern?: string;
  readonly schedule?: string;
  readonly isEnabled: boolean;
  readonly description?: string;
  readonly roleArn?: string;
  readonly targets: readonly Target[];
  readonly tags: Readonly<Record<string, string>>;
  /** From when the distances of a rate count. */
  readonly since: Instant;
  /** When its schedule comes next. */
  readonly next?: Instant;
}

const at = <T>(world: World, { account, region }: Site, kind: string): Collection<T> =>
  world.storage.collection({ service: SERVICE, account, region }, kind);

/** Event buses by name. */
export const busesAt = (world: World, site: Site) => at<BusRecord>(world, site, "buses");

/** Rules by `ruleKey`. */
export const rulesAt = (world: World, site: Site) => at<RuleRecord>(world, site, "rules");

export const ruleKey = ({ bus, name }: Pick<RuleRecord, "bus" | "name">) => `${bus}/${name}`;

export const rulesOf = (world: World, site: Site, bus: string): readonly RuleRecord[] =>
  [...rulesAt(world, site).values()].filter((rule) => rule.bus === bus);

export const DEFAULT_BUS = "default";

export const busArn = ({ account, region }: Site, name: string) =>
  `arn:aws:events:${region}:${account}:event-bus/${name}`;

/** Rules of the default bus are named without it. */
export function ruleArn({ account, region }: Site, { bus, name }: { bus: string; name: string }) {
  const path = bus === DEFAULT_BUS ? name : `${bus}/${name}`;
  return `arn:aws:events:${region}:${account}:rule/${path}`;
}

/** The Region and account that an ARN names. */
export function siteOf(arn: string): Site {
  const [, , , region = "", account = ""] = arn.split(":");
  return { account, region };
}
