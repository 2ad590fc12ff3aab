// Starts the served skill for a test, and stops it afterwards by its process id.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import virtualAlexa from "virtual-alexa";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const python = join(root, ".venv", "bin", "python");
export const model = join(root, "interaction_model", "en-US.json");
const READY_MS = 20_000;

/** Serve without signature checks on a free port of 127.0.0.1, with more settings; resolves once it listens. */
export async function serve(settings = {}) {
  const server = spawn(join(root, ".venv", "bin", "backcoach"), ["serve", "--insecure-local", "--port", "0"], {
    env: { ...process.env, BACKCOACH_STORE: "memory", BACKCOACH_LOG_LEVEL: "ERROR", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the server did not start in time")), READY_MS);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    server.stdout.on("data", (chunk) => {
      const found = /http:\/\/\S+\/alexa/.exec(chunk);
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    });
  });
  return { url, stop: () => server.kill("SIGTERM") };
}

/** Somebody with an Echo: sentences go through the generated model, as far as virtual-alexa understands it. */
export function echo(url, user = "amzn1.ask.account.client") {
  const alexa = virtualAlexa.VirtualAlexa.Builder().skillURL(url).interactionModelFile(model).create();
  alexa.filter((request) => {
    request.context.System.user.userId = user;
    if (request.session) request.session.user.userId = user;
  });
  return alexa;
}

/** What is heard of a response, without markup. */
export function said(response) {
  return response.response.outputSpeech.ssml.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
}
