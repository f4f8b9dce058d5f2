import type { AccountId, AccountKey } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import { DAY, type Instant, plus } from "../time.ts";
import type {
  Account,
  AvailableAccount,
  ClosedAccount,
  Discrepancy,
  SetAsideAccount,
} from "./account.ts";
import { keyInEmail, keyInName, type NamingRules } from "./naming.ts";
import { TAGS } from "./rails.ts";

/** An account as Organizations lists it. */
export interface Listed {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  /** ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED or PENDING_ACTIVATION. */
  readonly state: string;
  /** The unit, or the root, that it lies in; absent where AWS does not tell. */
  readonly parentId?: string;
}

/** Where accounts in these states belong; in all other states they are under way. */
export type Homes = Readonly<Record<"available" | "leased", string>>;

/** Which account of ours a listed one is, and whether that is beyond doubt. */
export interface Guess {
  readonly key: AccountKey;
  /** Its name and its e-mail say so; one of them alone may be anybody's, and only its tags tell. */
  readonly isSure: boolean;
}

/** The key that a listed account must have been made under; undefined when nothing speaks of us. */
export function keyOf(rules: NamingRules, listed: Listed): Guess | undefined {
  const [byEmail, byName] = [keyInEmail(rules, listed.email), keyInName(rules, listed.name)];
  const key = byEmail ?? byName;
  return key === undefined ? undefined : { key, isSure: byEmail === byName };
}

/** Whether the tags of an account say that it is the one of this key. */
export const isTaggedAs = (
  tags: Readonly<Record<string, string>>,
  key: AccountKey,
  { prefix }: NamingRules,
): boolean => tags[TAGS.managedBy] === prefix && tags[TAGS.accountKey] === key;

/** Whether the account has ended, or will end without us: nobody can do anything in it any more. */
export const isOver = ({ state }: Listed): boolean => state === "CLOSED";

/** What Organizations says of an account of ours that the ledger does not say. */
export function discrepancies(
  account: Account,
  listed: Listed,
  homes: Homes,
): readonly Discrepancy[] {
  const home = account.status in homes ? homes[account.status as keyof Homes] : undefined;
  const isMoved = home !== undefined && listed.parentId !== undefined && listed.parentId !== home;
  const isOurs = account.name === listed.name && account.email === listed.email;
  const isInHand = home !== undefined;
  return [
    ...(isMoved ? ["moved" as const] : []),
    ...(isOurs ? [] : ["renamed" as const]),
    ...(isInHand && listed.state === "SUSPENDED" ? ["suspended" as const] : []),
    ...(isInHand && listed.state === "PENDING_CLOSURE" ? ["closure-pending" as const] : []),
  ];
}

const TOLD: Readonly<Record<Discrepancy, (listed: Listed) => string>> = {
  moved: ({ parentId }) =>
    `It lies in ${parentId}, where its guard rails do not reach: move it back.`,
  renamed: ({ name, email }) =>
    `It is called ${name} (${email}) there: give it back its name and e-mail, or no rail lets it be nuked.`,
  suspended: () => "AWS has restricted it: ask AWS Support why.",
  "closure-pending": () => "Somebody else is closing it.",
};

/** Notes how Organizations disagrees, and tells what it did not disagree about before; undefined when that is known. */
export function notice(
  account: Account,
  { listed, found }: { readonly listed: Listed; readonly found: readonly Discrepancy[] },
  now: Instant,
): Change | undefined {
  const before = account.noticed ?? [];
  if (found.length === before.length && found.every((each) => before.includes(each)))
    return undefined;
  const { noticed: _, ...rest } = account;
  const noted = found.length === 0 ? rest : { ...rest, noticed: found };
  const after = { ...noted, version: account.version + 1 } as Account;
  const fresh = found.filter((each) => !before.includes(each));
  return {
    account: after,
    events: fresh.map((finding) => {
      const why = TOLD[finding](listed);
      const told = { at: now, by: "mayfly", why, details: { finding } } as const;
      return accountEvent("AccountAstray", after, told);
    }),
  };
}

/** A clean account that nobody must be given: it leaves the pool. */
export const setAside = (
  account: AvailableAccount,
  found: readonly Discrepancy[],
  now: Instant,
): Change => {
  const message = `It lay in the pool, and Organizations says that it is ${found.join(", ")}. It goes back when that is put right.`;
  return aside(account, { cause: { error: ASTRAY, message }, now }, "AccountNeedsAttention");
};

/** An account that lay in the pool, and about which Organizations does not disagree any more, goes back there. */
export function takeBack(
  account: SetAsideAccount,
  { listed, homes }: { readonly listed: Listed; readonly homes: Homes },
  now: Instant,
): Change {
  const { cause, attentionSince: _, setAside: __, ...rest } = account;
  const available: AvailableAccount = {
    ...{ ...rest, status: "available", version: account.version + 1, availableSince: now },
  };
  const isBack = cause.error === ASTRAY && discrepancies(available, listed, homes).length === 0;
  if (!isBack) return { events: [] };
  const told = { at: now, by: "mayfly", from: "attention" } as const;
  return { account: available, events: [accountEvent("AccountReturned", available, told)] };
}

const ASTRAY = "AccountAstray";

function aside(
  {
    key,
    name,
    email,
    recordedAt,
    version,
    accountId,
    uses,
  }: Account & { readonly accountId: AccountId },
  { cause, now }: { readonly cause: SetAsideAccount["cause"]; readonly now: Instant },
  type: "AccountFound" | "AccountNeedsAttention",
): Change & { readonly account: SetAsideAccount } {
  const account: SetAsideAccount = {
    ...{ key, name, email, recordedAt, accountId, cause },
    ...(uses === undefined ? {} : { uses }),
    ...{ status: "attention", setAside: true, version: version + 1, attentionSince: now },
  };
  const why = `${cause.error}: ${cause.message}`;
  return { account, events: [accountEvent(type, account, { at: now, by: "mayfly", why })] };
}

/** Takes an account of ours into the ledger that it did not know: to be looked at, and never nuked by itself. */
export function adopt(
  listed: Listed,
  { key, version }: { readonly key: AccountKey; readonly version: number },
  now: Instant,
): Change {
  const { accountId, name, email } = listed;
  const record = { key, version, name, email, recordedAt: now, accountId } as const;
  if (isOver(listed)) return adoptClosed(record, now);
  const message = `Organizations has account ${accountId} (${name}), which carries a name of ours and of which the ledger knew nothing. Find out whose it is; close it in Organizations, or take it in. It leaves this list when it is closed.`;
  const cause = { error: "AccountUnknown", message };
  const found = aside(
    { ...record, status: "available", availableSince: now },
    { cause, now },
    "AccountFound",
  );
  return { ...found, numbered: accountId };
}

function adoptClosed(
  record: Omit<ClosedAccount, "status" | "closedAt"> & { readonly accountId: AccountId },
  now: Instant,
): Change {
  const closed: ClosedAccount = {
    ...record,
    status: "closed",
    version: record.version + 1,
    closedAt: now,
    dueAt: plus(now, DAY),
  };
  const why = "The ledger knew nothing of it, and it is closed.";
  return {
    account: closed,
    numbered: record.accountId,
    events: [accountEvent("AccountFound", closed, { at: now, by: "mayfly", why })],
  };
}
