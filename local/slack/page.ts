import type { World } from "../kernel/service.ts";
import type { HttpRoute } from "../wire/routes.ts";
import { pictureOf } from "./picture.ts";
import { surfaces } from "./show.ts";

/** A page for a browser that shows the whole workspace. */
export const slackPage = (world: World): HttpRoute => ({
  matches: ({ method, rawPath }) => method === "GET" && rawPath === "/slack",
  answer: () =>
    Promise.resolve({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
      body: `<!doctype html><title>Slack on this machine</title>${surfaces(world).map(pictureOf).join("<br>")}`,
    }),
});
