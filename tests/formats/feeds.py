# Both feeds hold the same documents: one a meeting, one a section, each with its provenance and a link back.
plain = {d["id"]: d for d in documents(f"{folder}/ndjson/sections.ndjson")}
lines = [line for path in sorted(glob.glob(f"{folder}/bulk/bulk-*.ndjson")) for line in documents(path)]
sent = {}
for action, source in zip(lines[::2], lines[1::2]):
    assert list(action) == ["index"] and action["index"]["_id"] == source["id"]
    sent[source["id"]] = source
assert len(sent) * 2 == len(lines), "each id once"
assert plain.keys() == sent.keys()
for id, one in plain.items():
    other = sent[id]
    for key in ("kind", "record", "section", "states", "organisations", "people", "speakers", "decisions", "day", "last_day", "pages", "link", "file"):
        assert one.get(key) == other.get(key), (id, key, one.get(key), other.get(key))
    # A mapping that is strict takes days of the calendar alone.
    assert [d for d in one["dates"] if re.fullmatch(r"\d{4}-\d\d-\d\d", d)] == other["dates"], id
    assert one["provenance"]["sha256"] and one["link"], id
    words = [w for w in other["text"].values()] if isinstance(other["text"], dict) else [other["text"]]
    assert one["text"] in words, id
_, sections = rows("sections")
_, meetings = rows("meetings")
assert sum(d["kind"] == "section" for d in plain.values()) == len(sections)
assert sum(d["kind"] == "meeting" for d in plain.values()) == len(meetings)
print("valid:", len(plain), "documents")
