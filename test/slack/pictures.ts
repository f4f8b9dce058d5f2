import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../local/kernel/service.ts";
import { pictureOf } from "../../local/slack/picture.ts";
import { surfaces } from "../../local/slack/show.ts";

const FOLDER = join(import.meta.dirname, "../../docs/slack");

/** Draws the surface of this title into the guide, when `UPDATE_PICTURES` asks for it. */
export function drawn(world: World, title: string, file: string): string {
  const surface = surfaces(world).find((each) => each.title === title);
  if (surface === undefined) throw new Error(`There is no ${title} to be seen.`);
  const picture = pictureOf(surface);
  if (process.env["UPDATE_PICTURES"] !== undefined) writeFileSync(join(FOLDER, file), picture);
  return picture;
}
