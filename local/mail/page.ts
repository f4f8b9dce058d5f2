import { escapeHtml } from "../../domain/mail/template.ts";
import type { World } from "../kernel/service.ts";
import { allMails, type SentMail } from "../services/ses/records.ts";
import type { HttpRoute } from "../wire/routes.ts";

const time = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

/** In a frame that runs no script and reaches nothing: what is in it came from anybody. */
const shown = ({ from, to, subject, html = "", at }: SentMail): string =>
  `<h3>${escapeHtml(subject)}</h3><p>${time(at)}, from ${escapeHtml(from)} to ${escapeHtml(to.join(", "))}</p>
<iframe sandbox srcdoc="${escapeHtml(html)}" style="width:100%;height:340px;border:1px solid #ccc"></iframe>`;

/** A page for a browser that shows every mail, the newest first. */
export const mailPage = (world: World): HttpRoute => ({
  matches: ({ method, rawPath }) => method === "GET" && rawPath === "/mail",
  answer: () =>
    Promise.resolve({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
      body: `<!doctype html><meta charset="utf-8"><title>Mail on this machine</title><body style="font-family:sans-serif;max-width:800px">${
        allMails(world).toReversed().map(shown).join("<hr>") || "No mail was sent yet."
      }`,
    }),
});
