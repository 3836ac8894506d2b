// What holds of every page: nothing in the way, valid markup, nothing cut off.
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { HtmlValidate } from "html-validate";

/** axe finds nothing on the page. */
export async function nothingInTheWay(page, name) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.target.join(" ")).join("\n    ")}`);
  expect.soft(told, name).toEqual([]);
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // Style of the source, not of what a person meets.
    "no-trailing-whitespace": "off",
    "no-inline-style": "error",
    "void-style": "off",
    "long-title": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "require-sri": "off",
    "no-implicit-button-type": "off",
    // A telephone number is formatted by the page, with a link around it.
    "tel-non-breaking": "off",
  },
});

/** The markup of a page is valid. */
export async function valid(request, path) {
  const answer = await request.get(path);
  const report = await validator.validateString(await answer.text());
  const told = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
  expect.soft(told, path).toEqual([]);
}

/** Nothing hangs over the edge of a window so wide. */
export async function nothingCutOff(page, name) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${name} hangs over the edge`).toBeLessThanOrEqual(0);
}

/** Listens for what no page does: ask a third party, break the browser's policy, fail. */
export function misdeeds(page, baseURL) {
  const found = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith("data:") && !url.startsWith("blob:")) found.push(`asks ${url}`);
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) found.push(message.text());
  });
  page.on("pageerror", (error) => found.push(String(error)));
  return found;
}
