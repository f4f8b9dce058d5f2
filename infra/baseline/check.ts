import type * as z from "zod";
import { ownerRoleName } from "../../domain/access/owner-role.ts";
import type { Baseline, PolicyReference } from "../../domain/baseline/baseline.ts";
import { nameInAccount } from "../../domain/baseline/wanted.ts";
import { baselineDocument } from "./schema.ts";

/** Something that is wrong with a baseline, and where. */
interface Flaw {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Longest names that IAM takes, and the longest prefix that a deployment may have. */
const LONGEST_NAME = { roles: 64, policies: 128 } as const;
const LONGEST_PREFIX = "p".repeat(20);

/** Checks a baseline. Throws an error that names every wrong member by its path in the document. */
export function checkBaseline(file: string, document: unknown): Baseline {
  const checked = baselineDocument.safeParse(document);
  if (!checked.success) throw refused(file, checked.error.issues.flatMap(flawsOf));
  const { $schema: _, trail: __, ...baseline } = checked.data;
  const flaws = [
    ...tooLong(baseline, "roles"),
    ...tooLong(baseline, "policies"),
    ...twice(baseline, "roles"),
    ...twice(baseline, "policies"),
    ...taken(baseline),
    ...unknownPolicies(baseline),
    ...regionsTwice(baseline),
  ];
  if (flaws.length > 0) throw refused(file, flaws);
  return baseline;
}

/** What is wrong inside a key or an alternative is told as such: "Invalid input" helps nobody. */
function flawsOf(issue: z.core.$ZodIssue): readonly Flaw[] {
  const { code, path, message } = issue;
  const within = (inner: readonly z.core.$ZodIssue[]) =>
    inner.flatMap(flawsOf).map((flaw) => ({ ...flaw, path: [...path, ...flaw.path] }));
  if (code === "invalid_key") return within(issue.issues);
  const [alternative = []] = code === "invalid_union" ? issue.errors : [];
  return alternative.length === 0 ? [{ path, message }] : within(alternative);
}

const refused = (file: string, flaws: readonly Flaw[]) =>
  new Error(
    `The baseline ${file} is not valid:\n${flaws
      .map(({ path, message }) => `  ${path.map(String).join(".") || "document"}: ${message}`)
      .join("\n")}`,
  );

type Kind = keyof typeof LONGEST_NAME;

const fullName = (baseline: Baseline, name: string) =>
  nameInAccount(baseline, LONGEST_PREFIX, name);

const tooLong = (baseline: Baseline, kind: Kind): readonly Flaw[] =>
  baseline[kind].flatMap(({ name }, index) =>
    fullName(baseline, name).length <= LONGEST_NAME[kind]
      ? []
      : [
          {
            path: [kind, index, "name"],
            message: `is longer than ${LONGEST_NAME[kind]} characters with all that stands before and after it`,
          },
        ],
  );

/** IAM does not tell names apart by their case. */
const twice = (baseline: Baseline, kind: Kind): readonly Flaw[] => {
  const names = baseline[kind].map(({ name }) => name.toLowerCase());
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: [kind, index, "name"], message: "is the name of another one before it" }],
  );
};

/** Mayfly makes and deletes the lease holder's role itself. */
const taken = (baseline: Baseline): readonly Flaw[] =>
  baseline.roles.flatMap(({ name }, index) =>
    nameInAccount(baseline, "", name) === ownerRoleName("")
      ? [{ path: ["roles", index, "name"], message: "is the name of the lease holder's role" }]
      : [],
  );

function unknownPolicies({ policies, roles }: Baseline): readonly Flaw[] {
  const names = policies.map(({ name }) => name);
  const flaw = (reference: PolicyReference | undefined, ...path: PropertyKey[]): Flaw[] =>
    reference === undefined || "arn" in reference || names.includes(reference.policy)
      ? []
      : [{ path, message: `names the policy ${reference.policy}, which this baseline has not` }];
  return roles.flatMap(({ managedPolicies, permissionsBoundary }, index) => [
    ...managedPolicies.flatMap((each, at) => flaw(each, "roles", index, "managedPolicies", at)),
    ...flaw(permissionsBoundary, "roles", index, "permissionsBoundary"),
  ]);
}

function regionsTwice({ regions }: Baseline): readonly Flaw[] {
  const all = regions.flatMap(({ names }) => names);
  return regions.flatMap(({ names }, index) =>
    names
      .filter((name) => all.indexOf(name) !== all.lastIndexOf(name))
      .map((name) => ({
        path: ["regions", index, "names"],
        message: `has ${name} more than once`,
      })),
  );
}
