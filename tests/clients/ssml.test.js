// ssml-check-core judges every SSML that the walk over all questions produces, and we judge what it lets pass.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import checker from "ssml-check-core";
import { python, root } from "./skill.js";

const MAX_BUFFER = 256 * 1024 * 1024;
const MAX_CHARACTERS = 8000;

function walked() {
  const out = execFileSync(python, ["-m", "tests.clients.walked"], { cwd: root, maxBuffer: MAX_BUFFER, encoding: "utf-8" });
  return out.trim().split("\n").map((line) => JSON.parse(line));
}

/** What ssml-check-core 0.3.9 does not see: insecure audio, empty aliases, over-long or empty speech. */
function ownComplaints(ssml) {
  const complaints = [];
  if (ssml.length > MAX_CHARACTERS) complaints.push(`${ssml.length} characters`);
  if (/<audio[^>]*src="http:/.test(ssml)) complaints.push("audio without TLS");
  if (/<sub(?![^>]*alias="[^"]+")/.test(ssml)) complaints.push("sub without alias");
  if (!ssml.replace(/<[^>]+>/g, "").trim()) complaints.push("nothing is said");
  return complaints;
}

test("every answer of the walk is SSML that Amazon's rules accept", async () => {
  const all = walked();
  assert.ok(all.length > 1000, `only ${all.length} different texts were walked`);
  for (const { where, ssml } of all) {
    const found = (await checker.check(ssml, { platform: "amazon", locale: "en-US" })) ?? [];
    assert.deepEqual([...found, ...ownComplaints(ssml)], [], `${where}: ${ssml}`);
  }
});

test("the judge does complain where something is wrong", async () => {
  assert.ok((await checker.check("<speak>a & b</speak>", { platform: "amazon" }))?.length);
  assert.ok((await checker.check('<speak><break time="11s"/></speak>', { platform: "amazon" }))?.length);
});
