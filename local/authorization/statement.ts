import type { Principal } from "../kernel/principal.ts";
import type { Comparison } from "./conditions/comparison.ts";
import { type Condition, compileCondition } from "./conditions/condition.ts";
import { resourceLike } from "./conditions/strings.ts";
import { MalformedPolicy } from "./malformed-policy.ts";
import { anyOf, patternOf } from "./pattern.ts";
import type { StatementDocument } from "./policy-document.ts";
import { type LanguageVersion, parsePolicyText } from "./policy-text.ts";
import { everybodyBut, type Names, type Naming, principalNames } from "./principals.ts";
import type { RequestContext } from "./request-context.ts";

/** What a statement is asked about. */
export interface Asked {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** A statement of a policy, ready to be asked. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /**
   * How the statement names who asks when it speaks of what is asked, else undefined. Statements without
   * a Principal, as policies of users and roles have them, speak of whom they are attached to.
   */
  speaksOf(asked: Asked): Naming | undefined;
}

type Test = (asked: Asked) => boolean;

/** Names of actions are not case-sensitive, and know wildcards but no variables. */
function actionTest({ Action, NotAction }: StatementDocument): Test {
  const texts = Action ?? NotAction ?? [];
  const patterns = texts.map((text) => patternOf(parsePolicyText(text, "2008-10-17"), "text"));
  const pattern = anyOf(patterns, "i");
  return ({ action }) => pattern.test(action) === (Action !== undefined);
}

function resourceTest(statement: StatementDocument, version: LanguageVersion): Test {
  const { Resource, NotResource } = statement;
  // Trust policies have none: their resource is the role.
  if (!Resource && !NotResource) return () => true;
  const texts = Resource ?? NotResource ?? [];
  const comparisons: readonly Comparison[] = texts.map((text) => resourceLike(text, version));
  if (Resource) {
    return ({ resource, context }) => comparisons.some((like) => like(resource, context) === true);
  }
  // A variable without a value makes the statement invalid: then it speaks of nothing.
  return ({ resource, context }) => comparisons.every((like) => like(resource, context) === false);
}

function conditionsOf(statement: StatementDocument, version: LanguageVersion): Condition[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, expected]) => {
      const condition = compileCondition(operator, { key, expected, version });
      if (!condition) throw new MalformedPolicy(`Invalid Condition type : ${operator}.`);
      return condition;
    }),
  );
}

function namesOf({ Principal, NotPrincipal }: StatementDocument): Names {
  if (Principal) return principalNames(Principal);
  return NotPrincipal ? everybodyBut(NotPrincipal) : () => "direct";
}

/** Compiles a statement. @throws MalformedPolicy */
export function compileStatement(
  statement: StatementDocument,
  version: LanguageVersion,
): Statement {
  const names = namesOf(statement);
  const isAction = actionTest(statement);
  const isResource = resourceTest(statement, version);
  const conditions = conditionsOf(statement, version);
  return {
    effect: statement.Effect,
    speaksOf(asked) {
      if (!isAction(asked) || !isResource(asked)) return undefined;
      if (!conditions.every((holds) => holds(asked.context))) return undefined;
      return names(asked.principal);
    },
  };
}
