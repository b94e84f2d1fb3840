// A browser with one page, driven by JSON lines on standard input: each is answered with a JSON line.
//
// {"open": url}, {"when": expression, "seconds": n} waits until it is true, {"tell": expression} gives its value.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { chromium } = createRequire(new URL("../browser/package.json", import.meta.url))("playwright-core");
const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();

const answers = {
  open: async ({ open }) => void (await page.goto(open, { waitUntil: "load" })),
  when: async ({ when, seconds }) => void (await page.waitForFunction(when, undefined, { timeout: seconds * 1000, polling: 20 })),
  tell: async ({ tell }) => await page.evaluate(tell),
};

console.log(JSON.stringify({ value: "ready" }));
for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: await answers[Object.keys(task)[0]](task) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
