import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Collection } from "../../kernel/collection.ts";
import { type Fields, filtered } from "./filters.ts";
import { recordsAt, type Site } from "./site.ts";
import { tagsAt } from "./tag-records.ts";

/** A record that knows its id. */
interface Identified {
  readonly id: string;
}

/** A kind of resource: where its records are, how it is looked for, and how its absence is told. */
export interface Kind<T extends Identified> {
  /** The type in ARNs and tags, such as `security-group`; also the name of its records. */
  readonly type: string;
  /** The error when it is missing, such as `InvalidVpcID.NotFound`. */
  readonly notFound: string;
  readonly missing: (id: string) => string;
  /** What filters can ask about it, besides its tags. */
  readonly fields: Fields<T>;
}

export function recordsOf<T extends Identified>(site: Site, kind: Kind<T>): Collection<T> {
  return recordsAt(site, kind.type);
}

/** The resource with this id. Throws the kind's NotFound. */
export function find<T extends Identified>(site: Site, kind: Kind<T>, id: string): T {
  const found = recordsOf(site, kind).get(id);
  if (!found) throw new AwsError(kind.notFound, kind.missing(id));
  return found;
}

/** What a Describe operation asks for. */
interface Query {
  readonly ids?: readonly string[] | undefined;
  readonly filters?: readonly Filter[] | undefined;
}

/** The resources with these ids, or all, that pass the filters. Throws NotFound for a missing id. */
export function select<T extends Identified>(
  site: Site,
  kind: Kind<T>,
  { ids, filters }: Query,
): T[] {
  const wanted = ids && ids.length > 0 ? [...ids] : [...recordsOf(site, kind).keys()];
  const candidates = wanted.map((id) => {
    const resource = find(site, kind, id);
    return { resource, tags: tagsAt(site).get(resource.id)?.tags ?? {} };
  });
  return filtered(candidates, filters ?? [], kind.fields);
}

/** Removes the record of a resource and its tags. */
export function forget<T extends Identified>(site: Site, kind: Kind<T>, id: string): void {
  recordsOf(site, kind).delete(id);
  tagsAt(site).delete(id);
}
