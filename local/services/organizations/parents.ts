import { ParentNotFoundException } from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { invalidInput } from "./failures.ts";
import { isParent, typeOf } from "./tree.ts";

/** Throws InvalidInputException unless the id is written like that of a root or unit. */
export function checkParentId(id: string): void {
  const type = typeOf(id);
  if (type !== "root" && type !== "unit") throw invalidInput("INVALID_PATTERN");
}

/** The id of a root or unit that exists. Throws InvalidInputException and ParentNotFoundException. */
export function checkParent(world: World, id = ""): string {
  checkParentId(id);
  if (isParent(world, id)) return id;
  const message = "You specified parent that doesn't exist.";
  throw new ParentNotFoundException({ message, $metadata: {} });
}
