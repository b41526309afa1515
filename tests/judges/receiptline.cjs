// Answers documents with what receiptline makes of them: one JSON object a line, in and out.
"use strict";

const receiptline = require("receiptline");
const lines = require("node:readline").createInterface({ input: process.stdin });

lines.on("line", (line) => {
    const { document, ...printer } = JSON.parse(line);
    let answer;
    try {
        answer = { output: receiptline.transform(document, printer) };
    } catch (error) {
        answer = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
});
