import type { AskCloud } from "../../control/client.ts";
import type { OrganizationTree, UnitNode } from "../../control/organization-tree.ts";
import { styled } from "../../demo/format.ts";

const STYLES: Readonly<Record<string, "green" | "yellow" | "dim">> = {
  ACTIVE: "green",
  PENDING_CLOSURE: "yellow",
  CLOSED: "dim",
  SUSPENDED: "dim",
};

/** A line of the tree, and what is below it. */
interface Branch {
  readonly text: string;
  readonly below: readonly Branch[];
}

function branchOf({ id, name, policies, units, accounts }: UnitNode): Branch {
  const own = policies.filter((policy) => policy !== "FullAWSAccess");
  const guarded = own.length === 0 ? "" : styled("dim", `  guarded by ${own.join(", ")}`);
  const leaves = accounts.map((account) => ({
    text: `${account.id}  ${account.name.padEnd(20)} ${styled(STYLES[account.state] ?? "yellow", account.state)}`,
    below: [],
  }));
  const text = `${styled("bold", name)} ${styled("dim", id)}${guarded}`;
  return { text, below: [...units.map(branchOf), ...leaves] };
}

const linesOf = ({ text, below }: Branch): readonly string[] => [
  text,
  ...below.flatMap((branch, index) => {
    const isLast = index === below.length - 1;
    const [first = "", ...rest] = linesOf(branch);
    return [
      `${isLast ? "└─" : "├─"} ${first}`,
      ...rest.map((line) => `${isLast ? "  " : "│ "} ${line}`),
    ];
  }),
];

/** The organization as a tree of units and accounts. */
export async function organization(ask: AskCloud): Promise<string> {
  const { root, creating } = await ask<OrganizationTree>("GET /_local/organization");
  const more = creating.map((name) => styled("yellow", `${name} is being created`));
  return [...linesOf(branchOf(root)), ...more].join("\n");
}
