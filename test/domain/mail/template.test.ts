import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contentOf,
  flawOfNames,
  type MailTemplate,
  readTemplate,
} from "../../../domain/mail/template.ts";
import { onOneLine } from "../../../domain/mail/values.ts";

const FRAME = "<html><title>{{subject}}</title>{{body}}</html>";

const TEMPLATE = readTemplate(
  "Subject: About {{purpose}}\n\nFor: {{purpose}}\n\nWhy: {{reason}}\n\n    mayfly show {{lease}}\n",
) as MailTemplate;

const content = (values: Readonly<Record<string, string>>, template = TEMPLATE) =>
  contentOf(template, FRAME, values);

describe("the content of a mail", () => {
  test("has the values in its subject, its text and its HTML", () => {
    expect(content({ purpose: "load", reason: "busy", lease: "l-1" })).toEqual({
      subject: "About load",
      text: "For: load\n\nWhy: busy\n\n    mayfly show l-1\n",
      html: "<html><title>About load</title><p>For: load</p>\n<p>Why: busy</p>\n<pre>mayfly show l-1</pre></html>",
    });
  });

  test("leaves out a line whose names stand for nothing", () => {
    expect(content({ purpose: "load", lease: "l-1" }).text).toBe(
      "For: load\n\n    mayfly show l-1\n",
    );
  });

  test("takes what looks like a name in a value for text", () => {
    const { text, html } = content({ purpose: "{{lease}} {{body}} $& $1", lease: "secret" });
    expect(text).toContain("For: {{lease}} {{body}} $& $1\n");
    expect(html).toContain("<p>For: {{lease}} {{body}} $&amp; $1</p>");
  });

  test("has the same escaped in a deployment's own HTML", () => {
    const own = { ...TEMPLATE, html: '<a title="{{purpose}}">{{lease}}</a>' };
    expect(content({ purpose: `"><script>'`, lease: "l-1" }, own).html).toContain(
      '<a title="&quot;&gt;&lt;script&gt;&#39;">l-1</a>',
    );
  });

  test("has no tag and no header that somebody wrote into a value", () => {
    const evil = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("<b>", "a\r\nBcc: eve@example.com", "</title><script>", "\u2028x", "&lt;"),
    );
    fc.assert(
      fc.property(evil, evil, (purpose, reason) => {
        const values = { purpose: onOneLine(purpose), reason: onOneLine(reason), lease: "l-1" };
        const { subject, html } = content(values);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        const tags = html.match(/<[^>]*>?/g) ?? [];
        const ours = ["<html>", "</html>", "<title>", "</title>", "<p>", "</p>", "<pre>", "</pre>"];
        expect(tags.filter((tag) => !ours.includes(tag))).toEqual([]);
      }),
    );
  });
});

describe("a value", () => {
  test("is one line, without what turns the direction of writing", () => {
    expect(onOneLine(" a\r\nBcc:\tb\u202ec\u0000 ")).toBe("a Bcc: b c");
  });

  test("is shortened without splitting a letter", () => {
    const short = onOneLine("😀".repeat(500));
    expect([...short]).toHaveLength(400);
    expect(short.endsWith("😀…")).toBe(true);
  });
});

describe("a file", () => {
  test.each([
    ["no subject", "Hello\n\nthere", "does not begin with Subject: and an empty line"],
    ["an empty subject", "Subject: \n\nthere", "does not begin with Subject: and an empty line"],
    ["text right under it", "Subject: x\nthere", "does not begin with Subject: and an empty line"],
    ["no text", "Subject: x\n\n \n", "says nothing under its subject"],
  ])("with %s is no text of a mail", (_, file, flaw) => {
    expect(readTemplate(file)).toEqual({ flaw });
  });

  test("may have come from Windows", () => {
    expect(readTemplate("Subject: x\r\n\r\na\r\nb\r\n")).toEqual({ subject: "x", text: "a\nb" });
  });

  test.each([
    ["{{lease}} {{ owner }}", undefined],
    ["{{colour}}", "has an unknown placeholder {{colour}}; it may have {{lease}}, {{owner}}"],
    ["{{lease", "has {{ or }} that are no part of a placeholder such as {{lease}}"],
    ["{{lease.id}}", "has {{ or }} that are no part of a placeholder such as {{lease}}"],
  ])("with %j in it: %s", (text, flaw) => {
    expect(flawOfNames(text, ["lease", "owner"])).toBe(flaw);
  });
});
