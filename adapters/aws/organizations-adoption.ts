import { type OrganizationsClient, TagResourceCommand } from "@aws-sdk/client-organizations";
import type { AccountFacts, Closure, Tagging } from "../../ports/organization.ts";
import { organizationsClosure } from "./organizations-closure.ts";
import { organizationsFacts } from "./organizations-facts.ts";
import { translated } from "./translate-failure.ts";

/** Looks at accounts that are to be taken in, and tags them. */
export const organizationsAdoption = (
  client: OrganizationsClient,
): AccountFacts & Tagging & Pick<Closure, "hasLeft"> => ({
  ...organizationsFacts(client),
  hasLeft: organizationsClosure(client).hasLeft,
  tag: async (accountId, tags) => {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await translated(
      "TagResource",
      client.send(new TagResourceCommand({ ResourceId: accountId, Tags })),
    );
  },
});
