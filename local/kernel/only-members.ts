import { NotEmulated } from "./aws-error.ts";

/**
 * Refuses a request that uses a member which the operation does not emulate, so that nothing a caller
 * asks for is silently left out. Members that are `undefined` were not sent.
 */
export function onlyMembers(operation: string, input: object, understood: readonly string[]): void {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !understood.includes(name)) {
      throw new NotEmulated(`the parameter ${name} of ${operation}`);
    }
  }
}
