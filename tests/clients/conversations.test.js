// Whole conversations, driven by virtual-alexa through the generated model against the served endpoint.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { echo, said, serve } from "./skill.js";

let skill;
before(async () => {
  skill = await serve();
});
after(() => skill.stop());

test("a launch welcomes, cautions once, asks, and listens", async () => {
  const alexa = echo(skill.url, "newcomer");
  const first = await alexa.launch();
  assert.match(said(first), /not medical advice/);
  assert.match(said(first), /\?$/);
  assert.equal(first.response.shouldEndSession, false);
  assert.ok(first.response.reprompt.outputSpeech.ssml);
  await alexa.utter("stop");
  const second = await alexa.launch();
  assert.doesNotMatch(said(second), /not medical advice/);
});

test("a how-to waits for the set-up, goes on, counts a set, and offers what comes next", async () => {
  const alexa = echo(skill.url);
  const setup = await alexa.utter("how do i do a good morning");
  assert.match(said(setup), /Set a lightly loaded bar/);
  assert.match(setup.response.outputSpeech.ssml, /<break time="10s"\/><break time="5s"\/>/);
  const movement = await alexa.utter("yes");
  assert.match(said(movement), /Push your hips straight back/);
  const set = await alexa.utter("yes");
  assert.match(said(set), /One, down\. Up\./);
  const offer = await alexa.utter("no");
  assert.equal(offer.response.shouldEndSession, false);
});

test("a follow-up question is about the exercise that was talked of", async () => {
  const alexa = echo(skill.url);
  await alexa.utter("what are the benefits of the bird dog");
  const mistakes = await alexa.intend("MistakesIntent");
  assert.match(said(mistakes), /bird dog/);
  const again = await alexa.utter("repeat");
  assert.match(said(again), /bird dog/);
});

test("a synonym reaches the exercise by entity resolution", async () => {
  const alexa = echo(skill.url);
  const answer = await alexa.utter("how do i do a glute bridge");
  assert.equal(answer.sessionAttributes.exercise, "hip_extension");
});

test("an exercise that is in no list is met with the two nearest names", async () => {
  const alexa = echo(skill.url);
  const answer = await alexa.intend("HowToIntent", { exercise: "goblet squat" });
  assert.match(said(answer), / or /);
  assert.equal(answer.response.shouldEndSession, false);
});

test("a list is read three at a time and chosen from by number", async () => {
  const alexa = echo(skill.url);
  const list = await alexa.intend("ListExercisesIntent");
  assert.equal(list.sessionAttributes.options.length, 3);
  const more = await alexa.intend("MoreIntent");
  assert.notEqual(said(more), said(list));
  const chosen = await alexa.intend("SelectOptionIntent", { ordinal: "2" });
  assert.equal(chosen.sessionAttributes.exercise, more.sessionAttributes.options[1].slots.exercise);
});

test("pain is asked about, and a yes ends without an exercise", async () => {
  const alexa = echo(skill.url);
  await alexa.utter("how do i do a superman");
  const question = await alexa.utter("my back hurts");
  assert.match(said(question), /numbness/);
  const advice = await alexa.utter("yes");
  assert.match(said(advice), /emergency number/);
  assert.equal(advice.response.shouldEndSession, true);
  assert.doesNotMatch(JSON.stringify(advice.sessionAttributes ?? {}), /superman|numb|hurt/);
});

test("help, fallback and stop are answered in the middle of an exercise", async () => {
  const alexa = echo(skill.url);
  await alexa.utter("how do i do a side plank");
  assert.match(said(await alexa.utter("help")), /next|ready/);
  assert.match(said(await alexa.intend("AMAZON.FallbackIntent")), /\?$/);
  const stopped = await alexa.utter("stop");
  assert.equal(stopped.response.shouldEndSession, true);
});

test("the end of a session is answered with nothing", async () => {
  const alexa = echo(skill.url);
  await alexa.launch();
  const ended = await alexa.endSession();
  assert.equal(ended.response.outputSpeech, undefined);
});
