import {
  AccountAlreadyClosedException,
  type CloseAccountCommandInput,
  ConflictException,
} from "@aws-sdk/client-organizations";
import type { Operation, World } from "../../kernel/service.ts";
import { findAccount } from "./accounts.ts";
import { DURATIONS } from "./durations.ts";
import { violation } from "./failures.ts";
import type { Lifecycle } from "./lifecycle.ts";
import {
  CLOSURE_WINDOW_MS,
  CLOSURES,
  MOST_CLOSURES_IN_PROGRESS,
  POST_CLOSURE_MS,
} from "./limits.ts";
import { organizationOperation } from "./operation.ts";
import { organizationOf } from "./organization.ts";
import { type AccountRecord, accountsOf, type ClosureRecord } from "./records.ts";
import { settingsOf } from "./settings.ts";

/** Throws AccountAlreadyClosedException and ConflictException for what is closed or being closed. */
function checkState({ state }: AccountRecord): void {
  if (state === "CLOSED") {
    const message = "You attempted to close an account that is already closed.";
    throw new AccountAlreadyClosedException({ message, $metadata: {} });
  }
  if (state === "PENDING_CLOSURE") {
    const message =
      "The request failed because it conflicts with the current state of the specified resource.";
    throw new ConflictException({ message, $metadata: {} });
  }
}

/** How many accounts may be closed in 30 days, by the size of the organization. */
function quotaOf(world: World): number {
  const members = accountsOf(world).size - 1;
  const share = Math.floor(members * CLOSURES.share);
  return Math.min(Math.max(settingsOf(world).closureQuota, share), CLOSURES.most);
}

function checkQuotas(world: World): void {
  const accounts = [...accountsOf(world).values()];
  const pending = accounts.filter(({ state }) => state === "PENDING_CLOSURE");
  if (pending.length >= MOST_CLOSURES_IN_PROGRESS) {
    throw violation("CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED");
  }
  // Accounts stay for 90 days after they were closed, so those of the last 30 are all still here.
  const since = world.clock.now() - CLOSURE_WINDOW_MS;
  const recent = accounts.filter(({ closure }) => (closure?.requestedAt ?? 0) > since);
  if (recent.length >= quotaOf(world)) throw violation("CLOSE_ACCOUNT_QUOTA_EXCEEDED");
}

function newClosure({ clock, random }: World): ClosureRecord {
  const requestedAt = clock.now();
  const closedAt = requestedAt + DURATIONS.closing(random);
  return {
    requestedAt,
    closedAt,
    leavesAt: closedAt + POST_CLOSURE_MS + DURATIONS.leaving(random),
  };
}

/** Asks for the closing of an account, which takes minutes to hours. The account works until then. */
export const closeAccount = (lifecycle: Lifecycle): Operation<CloseAccountCommandInput, object> =>
  organizationOperation({
    name: "CloseAccount",
    members: ["AccountId"],
    access: "management",
    touches: ({ AccountId }) => [AccountId],
    run({ AccountId = "" }, { world }) {
      const account = findAccount(world, AccountId);
      if (account.id === organizationOf(world).managementAccountId) {
        throw violation("CANNOT_CLOSE_MANAGEMENT_ACCOUNT");
      }
      checkState(account);
      checkQuotas(world);
      const closure = newClosure(world);
      accountsOf(world).set(account.id, { ...account, state: "PENDING_CLOSURE", closure });
      lifecycle.watchClosure(account.id);
      return {};
    },
  });
