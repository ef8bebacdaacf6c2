"""One process of bench-parse.ts: trafilatura's default mode, metadata included, over the same pages."""

import gzip
import json
import os
import resource
import sys
import time

from trafilatura import bare_extraction

folder = sys.argv[1]
with open(os.path.join(folder, "index.json"), encoding="utf-8") as file:
    index = json.load(file)
slowest = {"id": None, "seconds": 0}
failed = 0


def one_pass():
    """Parses every page once; CPU seconds."""
    global failed, slowest
    before = time.process_time()
    for page_id, page in index.items():
        with open(os.path.join(folder, "pages", page_id + ".html.gz"), "rb") as file:
            content = gzip.decompress(file.read())
        started = time.perf_counter()
        try:
            bare_extraction(content, url=page.get("url"), with_metadata=True)
        except Exception:  # noqa: BLE001 - a page that fails is counted
            failed += 1
        seconds = time.perf_counter() - started
        if seconds > slowest["seconds"]:
            slowest = {"id": page_id, "seconds": seconds}
    return time.process_time() - before


first_pass = one_pass()
cpu_seconds = min(one_pass(), one_pass(), one_pass())
print(
    json.dumps(
        {
            "pages": len(index),
            "cpuSeconds": cpu_seconds,
            "firstPass": first_pass,
            "peakRssMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "slowest": slowest,
            "failed": failed,
        }
    )
)
