import { invalid } from "../errors.ts";

export type ReturnValues = "NONE" | "ALL_OLD" | "UPDATED_OLD" | "ALL_NEW" | "UPDATED_NEW";

const KNOWN: readonly string[] = ["ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW", "NONE"];

/** What a request wants back. Errors: ValidationException for values that AWS does not know. */
export function returnValues(sent: string | undefined): ReturnValues {
  const asked = sent ?? "NONE";
  if (KNOWN.includes(asked)) return asked as ReturnValues;
  // The misspelling is AWS's.
  throw invalid(
    "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]",
  );
}

/** The same for requests that can give back the old item only. */
export function oldOrNone(sent: string | undefined): "NONE" | "ALL_OLD" {
  const asked = returnValues(sent);
  if (asked === "NONE" || asked === "ALL_OLD") return asked;
  throw invalid("ReturnValues can only be ALL_OLD or NONE");
}
