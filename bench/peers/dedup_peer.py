"""usage: dedup_peer.py articles.jsonl   lines [id, text]. Prints {"docsPerSecond": ..., "near": ...}.
The plain use of the library: 128 permutations, three-word shingles, threshold 0.5, query then insert."""
import json
import sys
import time

from datasketch import MinHash, MinHashLSH

with open(sys.argv[1], encoding="utf8") as lines:
    articles = [json.loads(line) for line in lines]
lsh = MinHashLSH(threshold=0.5, num_perm=128)
near = 0
start = time.process_time()
for name, text in articles:
    words = text.lower().split()
    shingles = {" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))}
    sketch = MinHash(num_perm=128)
    sketch.update_batch(shingles)
    near += bool(lsh.query(sketch))
    lsh.insert(name, sketch)
seconds = time.process_time() - start
print(json.dumps({"docsPerSecond": len(articles) / seconds, "near": near}))
