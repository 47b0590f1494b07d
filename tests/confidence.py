#!/usr/bin/env python3
"""Whether a confidence means what it says: of the people told with it, the share that is right.

    python3 tests/confidence.py GOLD_DIR OUTPUT_DIR [--skip GLOB ...] [--within 0.05]

Each person of the records is looked for in the gold by name; right means the name, the status and the delegation where the gold has
one. Prints a row for each bucket of confidence (how many, their mean, the share that is right) and the entries below 1 that are
wrong. With `--within` it exits 1 where a bucket of ten people or more lies farther than that from its mean.
"""
import argparse
import fnmatch
import glob
import json
import os
import sys
import unicodedata

BUCKETS = [(0.0, 0.6), (0.6, 0.75), (0.75, 0.85), (0.85, 0.925), (0.925, 0.999), (0.999, 1.01)]


def fold(words):
    bare = unicodedata.normalize("NFKD", words or "").casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split())


def outputs(folder):
    found = {}
    for path in glob.glob(os.path.join(folder, "**", "*.json"), recursive=True):
        with open(path, encoding="utf-8") as file:
            record = json.load(file)
        if isinstance(record, dict) and "attendance" in record:
            name = os.path.relpath(path, folder)[:-5]
            found.setdefault(name.replace(os.sep, "__"), record)
            found.setdefault(os.path.basename(name), record)
    return found


def names(person):
    accepted = (person.get("accept") or {}).get("name") or []
    parts = [person["given"] + " " + person["family"]] if person.get("given") and person.get("family") else []
    return {fold(n) for n in [person.get("name"), *accepted, *parts] if n}


def named(delegations, key):
    """The ways in which a delegation may be named, by its id or its place in the list."""
    for place, delegation in enumerate(delegations or []):
        if key in (delegation.get("id"), place, delegation.get("name")):
            return {fold(x) for x in [delegation.get("name"), delegation.get("code"), delegation.get("as_written")] if x}
    return {fold(key)} if isinstance(key, str) else set()


def judged(gold, record):
    """Pairs of confidence and rightness, one for each person whom the gold can judge."""
    listed = gold.get("attendance") or {}
    if "people" not in listed:
        return
    pages = listed.get("scope_pages") or gold.get("scope_pages")
    people = list(listed["people"] or [])
    attendance = record["attendance"]
    # A gold that holds the first delegations only judges their people.
    first = gold.get("scope_delegations")
    within = {d["id"] for d in attendance["delegations"][:first]} if first else None
    for person in attendance["people"]:
        if pages and not pages[0] <= (person.get("page") or 0) <= pages[1]:
            continue
        if within is not None and person["delegation"] not in within:
            continue
        same = [g for g in people if fold(person["name"]) in names(g)]
        delegation = named(attendance["delegations"], person["delegation"]) if person["delegation"] else set()

        def right(g):
            status = "status" not in g or person["status"] == g["status"] or person["status"] in ((g.get("accept") or {}).get("status") or [])
            linked = not g.get("delegation") or bool(
                delegation & (named(listed.get("delegations"), g["delegation"]) | {fold(str(g["delegation"]))}))
            return status and (linked or None in ((g.get("accept") or {}).get("delegation") or []))

        if same and all(g.get("optional") for g in same):
            continue
        yield person["confidence"], any(right(g) for g in same), person["name"], [r["kind"] for r in person["repairs"]]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("gold")
    options.add_argument("output")
    options.add_argument("--skip", action="append", default=[])
    options.add_argument("--within", type=float)
    asked = options.parse_args()
    records = outputs(asked.output)
    told = []
    for path in sorted(glob.glob(os.path.join(asked.gold, "**", "*.gold.json"), recursive=True)):
        name = os.path.basename(path)[: -len(".gold.json")]
        record = records.get(name) or records.get(name.split("__")[-1])
        if record is None or any(fnmatch.fnmatch(name, s) for s in asked.skip):
            continue
        with open(path, encoding="utf-8") as file:
            gold = json.load(file)
        told += [(name, *one) for one in judged(gold, record)]
    print(f"{'confidence':<14}{'people':>8}{'mean':>8}{'right':>8}")
    far = False
    for low, high in BUCKETS:
        here = [(c, r) for _, c, r, *_ in told if low <= c < high]
        if not here:
            continue
        mean, share = (sum(float(x[i]) for x in here) / len(here) for i in (0, 1))
        far |= asked.within is not None and len(here) >= 10 and abs(mean - share) > asked.within
        print(f"{low:.2f} - {min(high, 1):.2f}  {len(here):>8}{mean:>8.3f}{share:>8.3f}")
    for name, confidence, right, who, repairs in told:
        if not right:
            print(f"wrong at {confidence:.2f}: {who} ({', '.join(repairs)}) in {name}")
    sys.exit(far)


if __name__ == "__main__":
    main()
