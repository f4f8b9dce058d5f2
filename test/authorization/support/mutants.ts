import type { Refused } from "../../../local/authorization/access-request.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { ChangeableTemplate } from "./changed-assembly.ts";
import type { Statement } from "./parts.ts";
import { type Lived, livePlainly } from "./plain-life.ts";
import type { Recording } from "./recording.ts";
import { tryWithout } from "./replay.ts";

/** A statement of a template that is left out. */
interface Omission {
  readonly roleName: string;
  readonly index: number;
}

/** A life without a statement, and what is not as the replay said. */
export interface Mutant {
  readonly title: string;
  readonly ending: string;
  readonly problems: readonly string[];
}

interface RoleProperties {
  readonly RoleName: string;
  readonly Policies: { readonly PolicyDocument: { readonly Statement: Statement[] } }[];
}

const leaving =
  ({ roleName, index }: Omission) =>
  ({ Resources }: ChangeableTemplate): void => {
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== "AWS::IAM::Role" || Properties["RoleName"] !== roleName) continue;
      const { Policies } = Properties as unknown as RoleProperties;
      Policies[0]?.PolicyDocument.Statement.splice(index, 1);
      if (Policies[0]?.PolicyDocument.Statement.length === 0) Policies.pop();
    }
  };

/** The refusals that sessions of a role met. */
const refusalsOf = ({ all }: Recording, roleName: string): readonly Refused[] =>
  all.flatMap(({ request: { principal }, decision }) =>
    decision.allowed || principal.kind !== "role" || principal.roleName !== roleName
      ? []
      : [decision],
  );

/** Sessions and what they were made for have other names in each life. */
const comparable = ({ message }: Refused) =>
  message.replace(/(assumed-role\/[\w-]+)\/\S+/, "$1/…").replaceAll(/\d{12}|[0-9a-f-]{36}/g, "…");

/** Statements of logs: without them a function works on, and its log is lost. */
const isOfLogs = ({ Action }: Statement) => [Action].flat().includes("logs:PutLogEvents");

interface Expected extends Omission {
  readonly statement: Statement;
  readonly refused: Refused;
}

/** What the replay of a plain life expects of each statement that such a life needs. */
const expectedBy = ({ roles, recording }: Lived): readonly Expected[] =>
  roles.flatMap((role) =>
    tryWithout(role, recording)
      .filter(({ part }) => part.kind === "statement")
      .flatMap(({ part: { statement }, refused }, index) =>
        refused === undefined || isOfLogs(statement)
          ? []
          : [{ roleName: role.roleName, index, statement, refused }],
      ),
  );

function drawn<T>(all: readonly T[], count: number): readonly T[] {
  const random = seeded(SEED);
  const left = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () =>
    left.splice(random.between(0, left.length - 1), 1),
  ).flat();
}

const SEED = 20_261_124;

/** Lives without as many statements as are wanted, one at a time. */
export async function* mutantsOf(count: number): AsyncGenerator<Mutant> {
  const plain = await livePlainly(() => undefined);
  const expected = expectedBy(plain);
  yield { title: `all ${expected.length} statements are there`, ...judge(plain) };
  for (const each of drawn(expected, count)) {
    const { roleName, statement, refused } = each;
    const { ending, recording } = await livePlainly(leaving(each));
    const met = refusalsOf(recording, roleName).map(comparable);
    const isMet = met.includes(comparable(refused));
    yield {
      title: `${roleName} without ${[statement.Action].flat().join(", ")}`,
      ending: `${ending}${ending === plain.ending ? " (made up for)" : ""}`,
      problems: isMet ? [] : [`expected: ${refused.message}`, `met: ${met.join("; ")}`, ending],
    };
  }
}

const judge = ({ ending }: Lived) => ({
  ending,
  problems: ending === "ended, closed" ? [] : [`A plain life does not end so: ${ending}`],
});
