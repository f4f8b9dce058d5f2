import type { CreateAccountFailureReason } from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { attachDefaults } from "./attachments.ts";
import { DURATIONS } from "./durations.ts";
import { newAccountId } from "./ids.ts";
import { organizationOf } from "./organization.ts";
import {
  type AccountRecord,
  accountsOf,
  type CreationRecord,
  creationsOf,
  emailsOf,
} from "./records.ts";
import { settingsOf } from "./settings.ts";

/** Why the account cannot be made, now that it is to be made; undefined when it can. */
function obstacle(world: World, creation: CreationRecord): CreateAccountFailureReason | undefined {
  if (creation.failureReason) return creation.failureReason;
  if (emailsOf(world).has(creation.email.toLowerCase())) return "EMAIL_ALREADY_EXISTS";
  const isFull = accountsOf(world).size >= settingsOf(world).accountLimit;
  return isFull ? "ACCOUNT_LIMIT_EXCEEDED" : undefined;
}

function newAccount(world: World, creation: CreationRecord): AccountRecord {
  const { clock, random } = world;
  const now = clock.now();
  return {
    id: newAccountId(world),
    name: creation.accountName,
    email: creation.email,
    state: "ACTIVE",
    // New accounts always land in the root (User Guide, "Creating a member account").
    parentId: organizationOf(world).rootId,
    joinedMethod: "CREATED",
    joinedAt: now,
    listedFrom: now + DURATIONS.listingOfAccount(random),
    tags: creation.tags,
    awaitedRole: { name: creation.roleName, dueAt: now + DURATIONS.accessRole(random) },
  };
}

/** Ends a request to create an account. Answers the account's id when there is one now. */
export function completeCreation(world: World, requestId: string): string | undefined {
  const creation = creationsOf(world).get(requestId);
  if (creation?.state !== "IN_PROGRESS") return undefined;
  const failureReason = obstacle(world, creation);
  if (failureReason) {
    creationsOf(world).set(requestId, { ...creation, state: "FAILED", failureReason });
    return undefined;
  }
  const account = newAccount(world, creation);
  accountsOf(world).set(account.id, account);
  emailsOf(world).set(account.email.toLowerCase(), account.id);
  attachDefaults(world, account.id);
  creationsOf(world).set(requestId, { ...creation, state: "SUCCEEDED", accountId: account.id });
  return account.id;
}
