// Look at built pages in Chromium. Called with one JSON argument, answers with JSON lines on standard output.
//
// {"chromium", "base", "pages": [...], "widths": [...], "schemes": [...]}  finds what axe-core objects to, sideways
//     scrolling, requests to other hosts and messages of the console;
// {"chromium", "base", "page", "width", "height", "scheme", "media", "target"}  takes a picture of one page.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const task = JSON.parse(process.argv[2]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");

const browser = await chromium.launch({ executablePath: task.chromium, args: ["--no-sandbox", "--disable-gpu"] });
try {
  if (task.target) await picture();
  else for (const scheme of task.schemes) await inspect(scheme);
} finally {
  await browser.close();
}

async function picture() {
  const context = await browser.newContext({
    viewport: { width: task.width, height: task.height },
    colorScheme: task.scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  if (task.media) await page.emulateMedia({ media: task.media });
  await page.goto(task.base + task.page, { waitUntil: "load" });
  await page.screenshot({ path: task.target, fullPage: task.whole });
}

async function inspect(scheme) {
  const context = await browser.newContext({ colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  let heard = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && heard.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(task.base) && !request.url().startsWith("data:")) heard.push(`request to ${request.url()}`);
  });
  for (const path of task.pages) {
    for (const width of task.widths) {
      heard = [];
      await page.setViewportSize({ width, height: 800 });
      await page.goto(task.base + path, { waitUntil: "load" });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wider > 0) heard.push(`scrolls sideways by ${wider} pixels`);
      await page.evaluate(axe);
      const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
      const { violations } = await page.evaluate((o) => globalThis.axe.run(document, o), options);
      for (const { id, help, nodes } of violations) {
        const places = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`.trim());
        heard.push(`${id}: ${help}: ${places.join("; ")}`);
      }
      for (const what of heard) say(`${path} at ${width} px, ${scheme}: ${what}`);
    }
  }
  await context.close();
}
