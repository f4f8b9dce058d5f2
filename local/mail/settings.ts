import type { ConfigurationInput } from "../../infra/configuration.ts";
import { PEOPLE } from "../cloud/people.ts";

/** Member `mail` of a configuration that is deployed here: everybody has an address by exception. */
export const localMail = (
  vendingAccountId: string,
): NonNullable<NonNullable<ConfigurationInput["notifications"]>["mail"]> => ({
  from: "mayfly@example.com",
  replyTo: "platform@example.com",
  configurationSet: "mayfly",
  people: {
    exceptions: Object.fromEntries(
      Object.entries(PEOPLE)
        .filter(([, { account }]) => account === "vending")
        .map(([name]) => [`${name}@example.com`, `arn:aws:iam::${vendingAccountId}:user/${name}`]),
    ),
  },
});
