import type { World } from "../kernel/service.ts";
import { tablesIn } from "../services/dynamodb/tables/records.ts";
import { INSTANCE } from "../services/ec2/instance-records.ts";
import { recordsOf } from "../services/ec2/kind.ts";
import { VOLUME } from "../services/ec2/volume-records.ts";
import { rolesOf, usersOf } from "../services/iam/tables.ts";
import { bucketsOf } from "../services/s3/buckets.ts";

/** Roles that are there because Organizations made them, or AWS itself. */
const SURVIVORS = /^(OrganizationAccountAccessRole|AWSServiceRoleFor.*)$/;

/** Everything of an account that nobody can see any more once it is closed: read behind the API. */
export function leftIn(world: World, account: string): readonly string[] {
  const regions = (service: string, kind: string) =>
    world.storage
      .places(service, kind)
      .filter((place) => place.account === account)
      .map(({ region }) => ({ world, account, region }));
  const buckets = [...bucketsOf(world).values()].filter((bucket) => bucket.account === account);
  const tables = regions("dynamodb", "tables").flatMap((site) => [...tablesIn(site).values()]);
  const instances = regions("ec2", INSTANCE.type)
    .flatMap((site) => [...recordsOf(site, INSTANCE).values()])
    .filter(({ state }) => state.name !== "terminated");
  const volumes = regions("ec2", VOLUME.type).flatMap((site) => [
    ...recordsOf(site, VOLUME).values(),
  ]);
  const roles = [...rolesOf(world, account).values()].filter(({ name }) => !SURVIVORS.test(name));
  return [
    ...buckets.map(({ name }) => `bucket ${name}`),
    ...tables.map(({ name }) => `table ${name}`),
    ...instances.map(({ id }) => `instance ${id}`),
    ...volumes.map(({ id }) => `volume ${id}`),
    ...roles.map(({ name }) => `role ${name}`),
    ...[...usersOf(world, account).values()].map(({ name }) => `user ${name}`),
  ];
}
