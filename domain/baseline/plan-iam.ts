import { TAGS } from "../account/rails.ts";
import { BaselineConflict } from "../failures.ts";
import type { Difference, PresentPolicy, PresentRole } from "./difference.ts";
import { isSame, missingTags } from "./same.ts";
import type { WantedPolicy, WantedRole } from "./wanted.ts";

/** Versions of a managed policy that IAM keeps beside the default one (facts 2.4). */
const OTHER_VERSIONS = 4;

type Tags = Readonly<Record<string, string>>;

/** Whether what is there carries our tag. */
export const isOurs = (wanted: Tags, present: Tags): boolean =>
  present[TAGS.managedBy] === wanted[TAGS.managedBy];

/** What bears a wanted name without our tag was made by somebody else, and is left as it is. */
export function checkOurs(what: string, wanted: Tags, present: Tags): void {
  if (isOurs(wanted, present)) return;
  throw new BaselineConflict(
    `There is a ${what} already that Mayfly did not make; it was not touched.`,
  );
}

/** Throws BaselineConflict for a policy of this name that is not ours. */
export function planPolicy(
  wanted: WantedPolicy,
  present: PresentPolicy | undefined,
): readonly Difference[] {
  if (present === undefined) return [{ do: "create-policy", policy: wanted }];
  checkOurs(`policy ${wanted.name}`, wanted.tags, present.tags);
  const [oldest] = present.otherVersions;
  const isFull = present.otherVersions.length >= OTHER_VERSIONS && oldest !== undefined;
  const renewal: Difference = {
    ...{ do: "renew-policy", policy: wanted },
    ...(isFull ? { dropVersion: oldest } : {}),
  };
  return [
    ...(isSame(wanted.document, present.document) ? [] : [renewal]),
    ...some(missingTags(wanted.tags, present.tags), (tags) => ({
      do: "tag-policy",
      arn: wanted.arn,
      tags,
    })),
  ];
}

/** Throws BaselineConflict for a role of this name that is not ours. */
export function planRole(
  wanted: WantedRole,
  present: PresentRole | undefined,
): readonly Difference[] {
  if (present !== undefined) checkOurs(`role ${wanted.name}`, wanted.tags, present.tags);
  const { name: role } = wanted;
  return [
    ...(present === undefined ? [{ do: "create-role", role: wanted } as const] : []),
    ...(present === undefined ? [] : correctRole(wanted, present)),
    ...attachments(wanted, present?.managedPolicies ?? []),
    ...inline(role, wanted.inlinePolicies, present?.inlinePolicies ?? {}),
  ];
}

function correctRole(wanted: WantedRole, present: PresentRole): readonly Difference[] {
  const { name: role, trust, description, longestSession } = wanted;
  const isDescribed =
    description === present.description && longestSession === present.longestSession;
  return [
    ...(isSame(trust, present.trust) ? [] : [{ do: "set-trust", role, trust } as const]),
    ...(isDescribed ? [] : [{ do: "describe-role", role: wanted } as const]),
    ...boundary(wanted, present),
    ...some(missingTags(wanted.tags, present.tags), (tags) => ({ do: "tag-role", role, tags })),
  ];
}

function boundary({ name: role, boundary: arn }: WantedRole, present: PresentRole): Difference[] {
  if (arn === present.boundary) return [];
  return arn === undefined
    ? [{ do: "remove-boundary", role }]
    : [{ do: "set-boundary", role, arn }];
}

/** What is too much goes first: there may be no room for more before. */
const attachments = (
  { name: role, managedPolicies }: WantedRole,
  present: readonly string[],
): readonly Difference[] => [
  ...present
    .filter((arn) => !managedPolicies.includes(arn))
    .map((arn) => ({ do: "detach", role, arn }) as const),
  ...managedPolicies
    .filter((arn) => !present.includes(arn))
    .map((arn) => ({ do: "attach", role, arn }) as const),
];

const inline = (
  role: string,
  wanted: WantedRole["inlinePolicies"],
  present: PresentRole["inlinePolicies"],
): readonly Difference[] => [
  ...Object.keys(present)
    .filter((name) => !(name in wanted))
    .map((name) => ({ do: "delete-inline", role, name }) as const),
  ...Object.entries(wanted)
    .filter(([name, document]) => !isSame(document, present[name]))
    .map(([name, document]) => ({ do: "put-inline", role, name, document }) as const),
];

const some = (tags: Tags, tag: (tags: Tags) => Difference): readonly Difference[] =>
  Object.keys(tags).length === 0 ? [] : [tag(tags)];
