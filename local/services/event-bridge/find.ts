import type { Call, World } from "../../kernel/service.ts";
import { busNotFound, ruleNotFound } from "./errors.ts";
import { type RuleInput, ruleOf } from "./operation.ts";
import {
  type BusRecord,
  busesAt,
  DEFAULT_BUS,
  type RuleRecord,
  ruleKey,
  rulesAt,
  type Site,
} from "./records.ts";

/** The bus of a name; the default bus is always there. */
export function busAt(world: World, site: Site, name: string): BusRecord | undefined {
  const found = busesAt(world, site).get(name);
  return found ?? (name === DEFAULT_BUS ? { name, createdAt: 0, tags: {} } : undefined);
}

/** Errors: ResourceNotFoundException. */
export function findBus(world: World, site: Site, name: string): BusRecord {
  const bus = busAt(world, site, name);
  if (!bus) throw busNotFound(name);
  return bus;
}

/** The rule that a request means. Errors: ResourceNotFoundException. */
export function findRule(call: Call, input: RuleInput): RuleRecord {
  const { bus, name } = ruleOf(input);
  findBus(call.world, call, bus);
  const rule = rulesAt(call.world, call).get(ruleKey({ bus, name }));
  if (!rule) throw ruleNotFound(name, bus);
  return rule;
}
