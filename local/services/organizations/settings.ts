import type { CreateAccountFailureReason } from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { CLOSURES, DEFAULT_ACCOUNT_LIMIT } from "./limits.ts";

/** What differs from organization to organization, or is brought about on purpose. */
interface OrganizationSettings {
  /** Quota of accounts; AWS raises it on request. */
  readonly accountLimit: number;
  /** Closures that are allowed in 30 days in an organization of any size. */
  readonly closureQuota: number;
  /** Reasons for which the next creations fail, in order. */
  readonly comingFailures: readonly CreateAccountFailureReason[];
}

const DEFAULTS: OrganizationSettings = {
  accountLimit: DEFAULT_ACCOUNT_LIMIT,
  closureQuota: CLOSURES.least,
  comingFailures: [],
};

const KEY = "settings";

const collection = ({ storage }: World) =>
  storage.collection<OrganizationSettings>(
    { service: "organizations", account: "aws", region: "global" },
    KEY,
  );

export function settingsOf(world: World): OrganizationSettings {
  return collection(world).get(KEY) ?? DEFAULTS;
}

/** Changes settings for whatever is asked from now on. */
export function changeSettings(world: World, changes: Partial<OrganizationSettings>): void {
  collection(world).set(KEY, { ...settingsOf(world), ...changes });
}

/** Lets the next creation that is accepted fail for this reason; called again, the one after it too. */
export function failNextCreation(world: World, reason: CreateAccountFailureReason): void {
  const { comingFailures } = settingsOf(world);
  changeSettings(world, { comingFailures: [...comingFailures, reason] });
}

/** The reason that was ordered for this creation, if any. */
export function takeComingFailure(world: World): CreateAccountFailureReason | undefined {
  const [next, ...comingFailures] = settingsOf(world).comingFailures;
  if (next !== undefined) changeSettings(world, { comingFailures });
  return next;
}
