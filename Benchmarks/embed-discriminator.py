#!/usr/bin/env python3
"""Puts a discriminator made by `clearroad train` into the program as the one it comes with.

Usage: Benchmarks/embed-discriminator.py MODEL.json
"""
import json, pathlib, sys

text = json.dumps(json.load(open(sys.argv[1])), sort_keys=True, separators=(",", ":"))
target = pathlib.Path(__file__).parent.parent / "Sources/SurveyWorkflow/Training/StandardDiscriminatorText.swift"
width = 88
lines = [text[start : start + width] for start in range(0, len(text), width)]
body = "\\#\n".join("        " + line for line in lines)
target.write_text(
    "// Made by Benchmarks/embed-discriminator.py; Surveys/trial-lanes/README.md tells from what.\n"
    "\n"
    "/// The discriminator that comes with the program, as `clearroad train` wrote it.\n"
    "enum StandardDiscriminatorText {\n"
    '    static let json = #"""\n' + body + '\n        """#\n}\n'
)
print(f"{target}: {len(text)} letters")
