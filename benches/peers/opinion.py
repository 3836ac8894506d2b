"""The peer of `reticolo bench opinion`: red-dwarf on the same votes."""

import csv
import resource
import sys
import time

from reddwarf.implementations.polis import run_pipeline

with open(sys.argv[1], newline="", encoding="utf-8") as file:
    votes = [
        {
            "participant_id": int(row["voter-id"]),
            "statement_id": int(row["comment-id"]),
            "vote": int(row["vote"]),
            "modified": int(row["timestamp"]),
        }
        for row in csv.DictReader(file)
    ]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
begun = time.perf_counter()
result = run_pipeline(votes=votes, random_state=1)
print(f"red_dwarf_time {time.perf_counter() - begun:.2f} s")
print(f"red_dwarf_votes {len(votes)} votes")
print(f"red_dwarf_groups {result.participants_df['cluster_id'].nunique()} groups")
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"red_dwarf_memory {after - before:.0f} MB")
print(f"red_dwarf_memory_with_votes {after:.0f} MB")
