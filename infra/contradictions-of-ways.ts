import type { PolicyReference } from "../domain/baseline/baseline.ts";
import type { IdentityCenterAccess, RequiredMfa } from "../domain/template/template.ts";
import { DAY, HOUR } from "../domain/time.ts";

/** One way in which a template can contradict itself: where, and what to say; nothing when it does not. */
export type Contradiction = readonly [path: string, message: string] | undefined | false;

/** What a template says of ways in. */
interface Ways {
  readonly users?: readonly string[] | undefined;
  readonly requireMfa?: RequiredMfa | undefined;
  readonly permissionsBoundary?: PolicyReference | undefined;
  readonly parentPolicy?: boolean | undefined;
  readonly identityCenter?: IdentityCenterAccess | undefined;
}

/** Sessions that can tell of MFA last so long at most (STS API Reference, GetSessionToken). */
const LONGEST_MFA_SESSION = DAY + 12 * HOUR;

const OF_A_USER = /^arn:aws[\w-]*:iam::[\d*]+:(.*)$/;
const OF_A_SESSION = /^arn:aws[\w-]*:sts::[\d*]+:(.*)$/;

/** Whether a pattern can mean anybody whose name in the account begins so. */
function canBegin(pattern: string, kind: RegExp, beginning: string): boolean {
  const wanted = kind.exec(pattern)?.[1];
  if (wanted === undefined) return false;
  const [fixed = "", ...rest] = wanted.split("*");
  return fixed.startsWith(beginning) || (rest.length > 0 && beginning.startsWith(fixed));
}

const canBeUser = (pattern: string) => canBegin(pattern, OF_A_USER, "user/");

/** A `*` may stand for the colons too: such a pattern can mean anybody. */
const canBeOfCenter = (pattern: string) =>
  canBeUser(pattern) || canBegin(pattern, OF_A_SESSION, "assumed-role/AWSReservedSSO_");

/** What ways in say of each other that cannot be meant: whoever could come in by none, or unbound by a rule. */
export function contradictionsOfWays(each: Ways): readonly Contradiction[] {
  const { users, requireMfa, permissionsBoundary, parentPolicy, identityCenter: center } = each;
  const hasUsers = users === undefined || users.some(canBeUser);
  const ensures = center?.ensures ?? [];
  return [
    (requireMfa?.maxAge ?? 0) > LONGEST_MFA_SESSION && [
      "requireMfa.maxAge",
      "is longer than PT36H, which no session of AWS's lasts: leave it out",
    ],
    requireMfa !== undefined &&
      !hasUsers && [
        "requireMfa",
        "is of no use: users names no user of IAM, and sessions of others tell nothing of MFA",
      ],
    parentPolicy === true &&
      !hasUsers && ["parentPolicy", "is of no use: users names no user of IAM, who could get one"],
    center?.assignTo === "owner" &&
      users !== undefined &&
      !users.some(canBeOfCenter) && [
        "identityCenter.assignTo",
        "finds nobody: users names neither users of IAM nor people of IAM Identity Center: assign to a group",
      ],
    requireMfa !== undefined &&
      center !== undefined &&
      !ensures.includes("mfa") && [
        "identityCenter.ensures",
        'lacks "mfa": requireMfa does not bind this way in, so say that the instance asks for MFA at every sign-in, or leave one of them out',
      ],
    requireMfa?.maxAge !== undefined &&
      center !== undefined && [
        "requireMfa.maxAge",
        "cannot bind identityCenter, whose sessions may be as old as the permission set says: leave one of them out",
      ],
    permissionsBoundary !== undefined &&
      center !== undefined &&
      !ensures.includes("boundary") && [
        "identityCenter.ensures",
        'lacks "boundary": permissionsBoundary does not bind this way in, so say that the permission set has one, or leave one of them out',
      ],
  ];
}
