import type { Chapter } from "./chapter.ts";
import { accounts } from "./chapters/accounts.ts";
import { compute } from "./chapters/compute.ts";
import { items } from "./chapters/items.ts";
import { objects } from "./chapters/objects.ts";
import { permissions } from "./chapters/permissions.ts";
import { sessions } from "./chapters/sessions.ts";
import { units } from "./chapters/units.ts";
import { workflows } from "./chapters/workflows.ts";

/** The long ones first, so that two at a time end together. */
export const CHAPTERS: readonly Chapter[] = [
  accounts,
  permissions,
  objects,
  compute,
  items,
  units,
  sessions,
  workflows,
];
