// Hocuspocus as its documentation sets it up: documents in memory, stored a moment after a change, here as files.
import { mkdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";

const [port, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const file = (name) => join(folder, `${name}.bin`);

const server = new Server({
  port: Number(port),
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        try {
          return readFileSync(file(documentName));
        } catch {
          return null;
        }
      },
      store: ({ documentName, state }) => writeFile(file(documentName), state),
    }),
  ],
});
await server.listen();
