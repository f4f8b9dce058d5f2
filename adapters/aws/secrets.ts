import type { Secrets } from "../../ports/webhooks.ts";
import { secretText } from "./secret-text.ts";
import { isNamed } from "./translate-failure.ts";

/** Secrets of Secrets Manager, in the account and Region of the caller. */
export function secretsManager(): Secrets {
  const value = secretText();
  return {
    values: async (name) => {
      const current = await value(name, "AWSCURRENT");
      const previous = await value(name, "AWSPREVIOUS").catch((error: unknown) => {
        if (!isNamed(error, "ResourceNotFoundException")) throw error;
        return undefined;
      });
      return previous === undefined ? [current] : [current, previous];
    },
  };
}
