import { expect, test } from "@jest/globals";
import { html } from "./html.ts";

test("values are escaped, HTML and lists of it are not, and what is absent is nothing", () => {
  const evil = `<img src=x onerror="alert('&')">`;
  const list = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
  expect(html`<p title="${evil}">${undefined}</p><ul>${list}</ul>`.html).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;"></p><ul><li>a</li><li>&lt;b&gt;</li></ul>',
  );
});
