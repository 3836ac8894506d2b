// The peer: the same rows as pages, with fastify and EJS, sessions, languages and headers on.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import view from "@fastify/view";
import ejs from "ejs";
import Fastify from "fastify";

const [rowsFile, port] = process.argv.slice(2);
const { services } = JSON.parse(readFileSync(rowsFile, "utf8"));
const byId = new Map(services.map((service) => [service.id, service]));
const languages = ["it", "en", "fr", "ar", "ro", "sq"];
const root = join(dirname(fileURLToPath(import.meta.url)), "views");

const app = Fastify();
await app.register(cookie);
await app.register(view, { engine: { ejs }, root, production: true });

app.addHook("onSend", async (_request, reply) => {
  reply.header("content-security-policy", "default-src 'self'");
  reply.header("x-content-type-options", "nosniff");
  reply.header("referrer-policy", "no-referrer");
});

function matches(service, words) {
  const text = `${service.name} ${service.description ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

app.get("/:lang/find", (request, reply) => {
  const lang = languages.includes(request.params.lang) ? request.params.lang : "it";
  const words = (request.query.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const found = services.filter((service) => matches(service, words));
  return reply.view("find.ejs", { lang, q: request.query.q ?? "", total: found.length, hits: found.slice(0, 20) });
});

app.get("/:lang/services/:id", (request, reply) => {
  const service = byId.get(request.params.id);
  if (!service) return reply.code(404).send("not found");
  return reply.view("card.ejs", { lang: request.params.lang, service });
});

await app.listen({ host: "127.0.0.1", port: Number(port) });
