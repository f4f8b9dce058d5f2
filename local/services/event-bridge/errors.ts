import {
  InvalidEventPatternException,
  LimitExceededException,
  ManagedRuleException,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../kernel/aws-error.ts";
import { InvalidPattern } from "./patterns/operators.ts";
import { type Pattern, parsePattern } from "./patterns/pattern.ts";
import type { RuleRecord } from "./records.ts";

const modelled = (message: string) => ({ message, $metadata: {} });

export const validation = (message: string) => new AwsError("ValidationException", message);

export const notFound = (message: string) => new ResourceNotFoundException(modelled(message));

export const busNotFound = (name: string) => notFound(`Event bus ${name} does not exist.`);

export const ruleNotFound = (name: string, bus: string) =>
  notFound(`Rule ${name} does not exist on EventBus ${bus}.`);

export const alreadyExists = (message: string) =>
  new ResourceAlreadyExistsException(modelled(message));

export const limitExceeded = (message: string) => new LimitExceededException(modelled(message));

/** Refuses to change a rule that an AWS service made for itself. Throws ManagedRuleException. */
export function checkNotManaged({ name, managedBy }: RuleRecord, force: boolean | undefined): void {
  if (managedBy === undefined || force) return;
  const message = `Rule ${name} is a managed rule of ${managedBy} and cannot be modified without force.`;
  throw new ManagedRuleException(modelled(message));
}

const understood = new Map<string, Pattern>();

/** The pattern of a rule, which is understood once. Throws InvalidEventPatternException. */
export function patternOf(text: string): Pattern {
  const known = understood.get(text);
  if (known) return known;
  try {
    const pattern = parsePattern(text);
    understood.set(text, pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    const message = `Event pattern is not valid. Reason: ${error.message}`;
    throw new InvalidEventPatternException(modelled(message));
  }
}
