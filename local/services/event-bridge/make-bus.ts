import type { World } from "../../kernel/service.ts";
import { alreadyExists, validation } from "./errors.ts";
import { type BusRecord, busesAt, DEFAULT_BUS, type Site } from "./records.ts";

const NAME = /^[/.\-_A-Za-z0-9]{1,256}$/u;

/** Makes an event bus. Errors: ValidationException, ResourceAlreadyExistsException. */
export function makeBus(world: World, site: Site, facts: Omit<BusRecord, "createdAt">): BusRecord {
  const { name } = facts;
  if (!NAME.test(name)) {
    const constraint = "Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+";
    const failed = `Value '${name}' at 'name' failed to satisfy constraint: ${constraint}`;
    throw validation(`1 validation error detected: ${failed}`);
  }
  // Slashes belong to the buses of partners.
  if (name.includes("/")) throw validation("Event bus name must not contain '/'.");
  if (name === DEFAULT_BUS || busesAt(world, site).has(name)) {
    throw alreadyExists(`Event bus ${name} already exists.`);
  }
  const bus = { ...facts, createdAt: world.clock.now() };
  busesAt(world, site).set(name, bus);
  return bus;
}
