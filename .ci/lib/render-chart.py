"""Lints and renders a chart with Helm's own engine, without a helm binary: render-chart.py CHART [values as JSON] prints the manifests."""

import json
import sys

from helm_python import Chart
from helm_python.chart import lint

path = sys.argv[1]
values = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
report = lint(path, values, strict=True, namespace="dateline")
problems = [message for message in report["messages"] if message["severity"] > 1]
for problem in problems:
    print(f"lint: {problem['path']}: {problem['error']}", file=sys.stderr)
if report["errors"] or problems:
    sys.exit(1)
with Chart.load(path) as chart:
    rendered = chart.render(values, name="dateline", namespace="dateline", revision=1, is_install=True)
for name, text in rendered.items():
    if name.endswith(".yaml") and text.strip():
        print(f"---\n{text}")
