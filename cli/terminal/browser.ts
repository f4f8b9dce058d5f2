import type { Surroundings } from "../surroundings.ts";

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
  linux: ["xdg-open"],
};

/** Opens a page in the browser. Answers false where there is none, or nobody who would see it. */
export async function openBrowser(world: Surroundings, url: string): Promise<boolean> {
  const { env, platform, stdout } = world;
  const own = env["BROWSER"];
  const hasScreen = platform !== "linux" || env["DISPLAY"] || env["WAYLAND_DISPLAY"];
  if (!stdout.isTTY || (!own && !hasScreen) || !/^https:\/\//.test(url)) return false;
  const [program, ...args] = own ? [own] : (OPENERS[platform] ?? []);
  if (program === undefined) return false;
  return (await world.run(program, [...args, url])) === 0;
}
