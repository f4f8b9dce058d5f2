import { normalNumber } from "../../../local/services/dynamodb/values/decimal.ts";
import type { Comparable } from "./compare.ts";
import { EXPLANATIONS, INVALID } from "./explained-messages.ts";

/** A part of answers that the two write differently, and that is not compared. */
interface Apart {
  readonly why: string;
  readonly mend: (answer: string) => string;
}

const APART: readonly Apart[] = [
  {
    why: "DynamoDB writes every digit of a number; DynamoDB Local gives exponents back from updates",
    mend: (answer) =>
      answer.replaceAll(/"N":"(-?[\d.]+e-?\d+)"/g, (_, number: string) => {
        return `"N":"${normalNumber(number)}"`;
      }),
  },
  {
    why: "DynamoDB Local keeps the sign of a zero",
    mend: (answer) => answer.replaceAll('"N":"-0"', '"N":"0"'),
  },
  {
    why: "DynamoDB shows the throughput of indexes on demand as zeros; DynamoDB Local leaves it out",
    mend: (answer) =>
      answer.replaceAll(/,"ProvisionedThroughput":\{"NumberOfDecreasesToday":0[^}]*\}/g, ""),
  },
  {
    why: "DynamoDB gives back only the updated part of a document; DynamoDB Local all of its attribute",
    mend: (answer) =>
      answer
        .replace(',"more":{"M":{"leaf":{"S":"green"}}}', "")
        .replace(',{"N":"2"},{"S":"three"}', ""),
  },
  {
    why: "A transaction takes two units for each kilobyte; DynamoDB Local counts the item twice",
    mend: (answer) =>
      answer.replace(
        '{"CapacityUnits":4,"TableName":"ledger","WriteCapacityUnits":4}',
        '{"CapacityUnits":2,"TableName":"ledger","WriteCapacityUnits":2}',
      ),
  },
  {
    why: "DynamoDB Local ends the message of a ConditionCheck with a full stop",
    mend: (answer) =>
      answer.replaceAll("The conditional request failed.", "The conditional request failed"),
  },
];

const messageOf = ({ error, message }: Comparable): string =>
  error === undefined ? "" : `${error}: ${message}`;

function sameButFor(theirs: Comparable, ours: Comparable): string | undefined {
  const [one, other] = [JSON.stringify(theirs), JSON.stringify(ours)];
  return APART.find(({ mend }) => mend(one) === mend(other))?.why;
}

/**
 * PutItem, UpdateItem and DeleteItem count what is wrong with a request as validation errors of the
 * model since 2026; DynamoDB Local 2.6 does not yet.
 */
const isEnveloped = (theirs: string, ours: string) =>
  ours === theirs.replace(INVALID, `${INVALID}1 validation error detected: `) && ours !== theirs;

/** Why two answers may differ; undefined when there is no reason for it. */
export function explanationOf(theirs: Comparable, ours: Comparable): string | undefined {
  const [one, other] = [messageOf(theirs), messageOf(ours)];
  if (isEnveloped(one, other)) return "The message has the envelope of 2026";
  const spoken = EXPLANATIONS.find((each) => each.theirs.test(one) && each.ours.test(other));
  return spoken?.why ?? sameButFor(theirs, ours);
}
