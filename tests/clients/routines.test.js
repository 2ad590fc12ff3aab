// Whole routines through virtual-alexa: one at the user's word, one as a recording that is fetched and measured.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { echo, said, serve } from "./skill.js";

const HOSTED = "https://recordings.example.org/audio"; // a player plays nothing but HTTPS
const cache = mkdtempSync(join(tmpdir(), "backcoach-"));
let skill;
before(async () => {
  skill = await serve({ BACKCOACH_AUDIO_BASE_URL: HOSTED, BACKCOACH_VOICE: "tone", XDG_CACHE_HOME: cache });
});
after(() => {
  skill.stop();
  rmSync(cache, { recursive: true, force: true });
});

const lastCaption = (vtt) => {
  const [hours, minutes, seconds] = [...vtt.matchAll(/--> (\d+):(\d+):([\d.]+)/g)].at(-1).slice(1).map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
};

test("a warm-up step by step, from the first word to the last", async () => {
  const alexa = echo(skill.url, "stepper");
  const asked = await alexa.intend("StartWarmUpIntent");
  assert.match(said(asked), /step by step/);
  const begun = await alexa.intend("ChangeStyleIntent", { style: "step by step" });
  assert.match(said(begun), /four exercises/);
  const exercises = [];
  let answer = begun;
  for (let turns = 0; turns < 8 && !/easy, right, or hard/.test(said(answer)); turns += 1) {
    answer = await alexa.intend("ReadyIntent");
    assert.equal(answer.response.shouldEndSession, false);
    exercises.push(answer.sessionAttributes.exercise);
  }
  assert.match(said(answer), /Warm-up done/);
  assert.deepEqual(exercises, ["front_plank", "hip_extension", "bird_dog", "superman"]);
});

test("a warm-up to follow along with: the recording is as long as its captions say, and next is the next exercise", async () => {
  const alexa = echo(skill.url, "follower");
  const begun = await alexa.intend("StartWarmUpIntent", { style: "follow along", pace: "fast" });
  assert.match(said(begun), /say pause first/);
  assert.equal(begun.response.shouldEndSession, true);
  const player = alexa.audioPlayer();
  assert.ok(player.isPlaying());
  const { stream } = begun.response.directives[0].audioItem;
  assert.ok(stream.url.startsWith(HOSTED));

  const local = stream.url.replace(HOSTED, skill.url.replace(/alexa$/, "audio"));
  const sound = await fetch(local);
  assert.equal(sound.status, 200);
  assert.equal(sound.headers.get("content-type"), "audio/mpeg");
  const bytes = (await sound.arrayBuffer()).byteLength;
  const seconds = (bytes * 8) / 48_000;
  const foretold = lastCaption(stream.captionData.content);
  assert.ok(Math.abs(seconds - foretold) / foretold < 0.03, `${seconds} seconds of sound, ${foretold} of captions`);
  const part = await fetch(local, { headers: { Range: "bytes=0-99" } });
  assert.equal(part.status, 206);
  assert.equal((await part.arrayBuffer()).byteLength, 100);

  player.playing().stream.offsetInMilliseconds = 60_000;
  const paused = await alexa.utter("pause");
  assert.match(said(paused), /exercise/);
  assert.equal(paused.response.directives[0].type, "AudioPlayer.Stop");
  assert.equal(paused.response.shouldEndSession, false);
  const where = await alexa.intend("WhereAmIIntent");
  assert.match(said(where), /of four/);
  const next = await alexa.utter("next");
  const moved = next.response.directives[0].audioItem.stream;
  assert.ok(moved.offsetInMilliseconds > 60_000);
  assert.equal(moved.url, stream.url);
  await player.playbackFinished();

  const again = await alexa.launch();
  assert.match(said(again), /easy, right, or hard/);
});
