import * as z from "zod";
import { filter } from "./filter.ts";

const resourceTypes = z.strictObject({
  includes: z.array(z.string()).default([]),
  excludes: z.array(z.string()).default([]),
});

const account = z.strictObject({
  filters: z.record(z.string(), z.array(filter)).default({}),
  "resource-types": resourceTypes.optional(),
});

const configuration = z.strictObject({
  regions: z.array(z.string()).default([]),
  blocklist: z.array(z.string()).default([]),
  accounts: z.record(z.string(), account).default({}),
  "resource-types": resourceTypes.optional(),
  settings: z
    .record(z.string(), z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])))
    .default({}),
  "bypass-alias-check-accounts": z.array(z.string()).default([]),
  "blocklist-terms": z.array(z.string()).default([]),
  "no-blocklist-terms-default": z.boolean().default(false),
});

/** The configuration of aws-nuke v3, as far as the stand-in understands it. */
export type EngineConfiguration = z.output<typeof configuration>;

/**
 * Reads a configuration in the format of aws-nuke v3. Only JSON is read, which is YAML too. A member that
 * the stand-in does not understand is refused by name.
 */
export function parseConfiguration(text: string): EngineConfiguration {
  const parsed = configuration.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
}
