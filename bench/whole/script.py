"""The script that people write instead: feeds to clean, de-duplicated articles in MongoDB, one after another, in one process.

Usage: script.py <mongodb uri> <database>. It says `ready`; each line on its input is then a JSON list of feeds, and it answers each
with one line of JSON: how many pages it read, and how many of them were articles and near-duplicates.
"""

import hashlib
import json
import re
import sys
from datetime import datetime, timezone

import feedparser
import requests
from datasketch import MinHash, MinHashLSH
from pymongo import MongoClient
from trafilatura import bare_extraction

PERMUTATIONS = 128
WORDS_OF_SHINGLE = 5

uri, name = sys.argv[1:3]
articles = MongoClient(uri)[name]["articles"]
articles.create_index("url", unique=True)
articles.create_index("published")
session = requests.Session()
session.headers["User-Agent"] = "news-script/1.0"
index = MinHashLSH(threshold=0.8, num_perm=PERMUTATIONS)


def sketch_of(text):
    words = re.findall(r"\w+", text.lower())
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch(
        [
            " ".join(words[i : i + WORDS_OF_SHINGLE]).encode()
            for i in range(max(1, len(words) - WORDS_OF_SHINGLE + 1))
        ]
    )
    return sketch


def take(entry, feed, counts):
    url = entry["link"]
    if articles.find_one({"url": url}, {"_id": 1}):
        return
    counts["pages"] += 1
    response = session.get(url, timeout=30)
    if response.status_code != 200:
        return
    document = bare_extraction(response.content, url=url, with_metadata=True)
    if document is None or not document.text:
        return
    key = hashlib.sha256(url.encode()).hexdigest()
    sketch = sketch_of(document.text)
    near = index.query(sketch)
    index.insert(key, sketch)
    counts["articles"] += 1
    counts["nearDuplicates"] += bool(near)
    articles.update_one(
        {"_id": key},
        {
            "$set": {
                "url": url,
                "feed": feed,
                "title": document.title or entry.get("title"),
                "author": document.author,
                "published": document.date,
                "text": document.text,
                "image": document.image,
                "site": document.sitename,
                "duplicateOf": near[0] if near else None,
                "fetched": datetime.now(timezone.utc),
            }
        },
        upsert=True,
    )


print("ready", flush=True)
for line in sys.stdin:
    counts = {"pages": 0, "articles": 0, "nearDuplicates": 0}
    for feed in json.loads(line):
        parsed = feedparser.parse(session.get(feed, timeout=30).content)
        for entry in parsed.entries:
            take(entry, feed, counts)
    print(json.dumps(counts), flush=True)
