import {
  DuplicateOrganizationalUnitException,
  type OrganizationalUnit,
  OrganizationalUnitNotFoundException,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { unitArn } from "./arns.ts";
import { attachDefaults } from "./attachments.ts";
import { invalidInput, violation } from "./failures.ts";
import { newUnitId } from "./ids.ts";
import { DEEPEST_UNIT, MOST_UNITS } from "./limits.ts";
import { organizationOf } from "./organization.ts";
import { checkParent } from "./parents.ts";
import { type UnitRecord, unitsOf } from "./records.ts";
import { withTags } from "./tags.ts";
import { lineOf, PATTERNS, pathOf } from "./tree.ts";

const LONGEST_NAME = 128;

/** What a new unit is made from, as requests and templates have it. */
interface NewUnit {
  readonly Name?: string | undefined;
  readonly ParentId?: string | undefined;
  readonly Tags?: { Key: string | undefined; Value: string | undefined }[] | undefined;
}

export function unitAnswer(world: World, { id, name }: UnitRecord): OrganizationalUnit {
  return { Id: id, Arn: unitArn(organizationOf(world), id), Name: name, Path: pathOf(world, id) };
}

/** The unit with this id. Throws InvalidInputException and OrganizationalUnitNotFoundException. */
export function findUnit(world: World, id = ""): UnitRecord {
  if (!PATTERNS.unit.test(id)) throw invalidInput("INVALID_PATTERN");
  const found = unitsOf(world).get(id);
  if (found) return found;
  const message = "You specified an organizational unit that doesn't exist.";
  throw new OrganizationalUnitNotFoundException({ message, $metadata: {} });
}

/** Throws unless a unit of this name can be in the parent: names are unique among siblings. */
export function checkUnitName(world: World, parent: string, name: string): void {
  if (name.length === 0) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (name.length > LONGEST_NAME) throw invalidInput("MAX_LENGTH_EXCEEDED");
  const isTaken = [...unitsOf(world).values()].some(
    (unit) => unit.parentId === parent && unit.name === name,
  );
  if (!isTaken) return;
  const message = "An OU with the same name already exists.";
  throw new DuplicateOrganizationalUnitException({ message, $metadata: {} });
}

/** Makes a unit, with FullAWSAccess attached. Errors: those of CreateOrganizationalUnit. */
export function makeUnit(world: World, { Name = "", ParentId, Tags = [] }: NewUnit): UnitRecord {
  const parentId = checkParent(world, ParentId);
  checkUnitName(world, parentId, Name);
  const tags = withTags({}, Tags);
  if (unitsOf(world).size >= MOST_UNITS) throw violation("OU_NUMBER_LIMIT_EXCEEDED");
  // The line begins at the root, which is no unit.
  if (lineOf(world, parentId).length > DEEPEST_UNIT) throw violation("OU_DEPTH_LIMIT_EXCEEDED");
  const unit = {
    id: newUnitId(world, organizationOf(world).rootId),
    name: Name,
    parentId,
    tags,
  };
  unitsOf(world).set(unit.id, unit);
  attachDefaults(world, unit.id);
  return unit;
}
