// Prints how VS Code's own engine reads rule files: a line for each stretch, with its file, line, first and last
// column (from 0, the last excluded) and scopes, separated by tabs.
//
//   node tokens.mjs FOLDER-WITH-NODE-MODULES FILE...

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "package.json"));
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

const grammarFile = fileURLToPath(new URL("../syntaxes/belfry.tmLanguage.json", import.meta.url));
const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));

const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(wasm).then(() => ({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  })),
  loadGrammar: async (scope) =>
    scope === "source.belfry" ? textmate.parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile) : null,
});
const grammar = await registry.loadGrammar("source.belfry");

const out = [];
for (const file of files) {
  let stack = textmate.INITIAL;
  readFileSync(file, "utf8").split("\n").forEach((line, number) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const token of tokens) {
      const end = Math.min(token.endIndex, line.length);
      if (end > token.startIndex) {
        out.push([file, number, token.startIndex, end, token.scopes.join(" ")].join("\t"));
      }
    }
  });
}
process.stdout.write(out.join("\n") + "\n");
