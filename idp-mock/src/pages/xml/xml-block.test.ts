import { describe, expect, test } from "@jest/globals";
import { tokens } from "./tokens.ts";
import { xmlBlock } from "./xml-block.ts";

/** What a person reads: lines, indented by two blanks for each level, signatures between brackets. */
const read = (xml: string) => {
  let depth = 0;
  const lines: string[] = [];
  for (const [tag] of xmlBlock(xml, "x").html.matchAll(
    /<div class="(?:in|signature)">|<div[^>]*>|<\/div>|[^<]+|<[^>]+>/g,
  )) {
    if (tag === '<div class="in">') lines.push("  ".repeat(++depth));
    else if (tag === '<div class="signature">') lines.push("SIGNATURE ");
    else if (tag === "<div>") lines.push("  ".repeat(depth));
    else if (!tag.startsWith("<")) lines[lines.length - 1] += tag;
  }
  return lines.map((line) => line.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"'));
};

describe("an XML text is taken apart", () => {
  test.each([
    ["<a/>", ["empty"]],
    ['<a b="x>y">t</a>', ["open", "text", "close"]],
    ["<?xml version='1.0'?><a><!-- <b> --></a>", ["other", "open", "other", "close"]],
    ["<a><![CDATA[<b>]]></a>", ["open", "text", "close"]],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', ["other", "open", "text", "close"]],
    ["<a>\n  <b/>\n</a>", ["open", "empty", "close"]],
    ["<a><b", ["open", "other", "text"]],
    ["", []],
  ])("%s", (xml, kinds) => {
    expect(tokens(xml).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("and nothing of it is lost, whatever it is", () => {
    for (const xml of ['<a b="1"><c>x</c> y</a>', "<<a>>]]>", "</a><b>", '<!DOCTYPE x SYSTEM "y"><x/>', "a&b"])
      expect(
        tokens(xml)
          .map(({ text }) => text)
          .join(""),
      ).toBe(xml);
  });
});

describe("an XML text is shown", () => {
  test("with an element to a line, and one with a text alone on one", () => {
    expect(read("<a><b>t</b><c/></a>").filter((line) => line.trim() !== "")).toEqual([
      "<a>",
      "  <b>t</b>",
      "  <c/></a>",
    ]);
  });

  test("with its signatures marked, and nothing else", () => {
    const shown = xmlBlock(
      '<a><ds:Signature xmlns:ds="x"><ds:SignatureValue>v</ds:SignatureValue></ds:Signature></a>',
      "x",
    );
    expect(shown.html.match(/class="signature"/g)).toHaveLength(1);
    expect(shown.html).toContain('<div class="signature"><span class="tag">&lt;ds:Signature</span>');
    expect(xmlBlock("<a><SignatureValue>v</SignatureValue></a>", "x").html).not.toContain('class="signature"');
  });

  test("as text: nothing in it becomes part of the page", () => {
    const { html } = xmlBlock('<a b="<script>"><![CDATA[<script>]]><script>alert(1)</script></a>', "x");
    expect(html).not.toContain("<script");
    expect(html).toContain("alert(1)");
  });

  test("however deep, long or broken it is, in a page of reasonable size", () => {
    const deep = xmlBlock("<a>".repeat(50_000), "x").html;
    expect(deep.match(/class="in"/g)?.length).toBeLessThan(30);
    expect(deep).toContain("and 47000 more");
    expect(xmlBlock(`<a>${"x".repeat(1_000_000)}</a>`, "x").html.length).toBeLessThan(10_000);
    expect(xmlBlock("</b></a><a>", "x").html).toContain("/b");
  });
});
