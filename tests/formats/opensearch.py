# Checked against an emulator: the template and the feed are taken, every item under the strict mapping, and three questions answered.
try:
    from osmem_server import OsmemServer
except ImportError as error:
    skip(f"there is no emulator of OpenSearch: {error}")
import urllib.request

lines = [line for path in sorted(glob.glob(f"{folder}/bulk/bulk-*.ndjson")) for line in documents(path)]
sources = lines[1::2]


def ask(method, path, body=None, kind="application/json"):
    body = json.dumps(body).encode() if isinstance(body, dict) else body
    request = urllib.request.Request(server.url + path, data=body, method=method, headers={"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"{}")


def found(query):
    hits = ask("POST", "/minutes/_search", {"size": 10000, "query": {"bool": query}})["hits"]["hits"]
    return {hit["_id"] for hit in hits}


def text(source):
    return " ".join(source["text"].values()) if isinstance(source["text"], dict) else source["text"]


with OsmemServer.start() as server:
    with open(f"{folder}/bulk/template.json", "rb") as file:
        assert ask("PUT", "/_index_template/minutes", file.read())["acknowledged"]
    for path in sorted(glob.glob(f"{folder}/bulk/bulk-*.ndjson")):
        with open(path, "rb") as file:
            answer = ask("POST", "/_bulk", file.read(), "application/x-ndjson")
        refused = [item for item in answer["items"] if item["index"]["status"] >= 300]
        assert not answer["errors"] and not refused, refused[:3]
    ask("POST", "/minutes/_refresh")
    mappings = ask("GET", "/minutes/_mapping")["minutes"]["mappings"]
    assert mappings["dynamic"] == "strict"
    # A field that the mapping does not know is refused.
    extra = b'{"index":{"_index":"minutes","_id":"x"}}\n{"unheard":1}\n'
    assert ask("POST", "/_bulk", extra, "application/x-ndjson")["errors"]
    # 1: the sections that name a State.
    state = max({s for d in sources for s in d["states"] if len(s) == 3}, key=lambda s: sum(s in d["states"] for d in sources))
    expected = {d["id"] for d in sources if d["kind"] == "section" and state in d["states"]}
    assert expected and found({"filter": [{"term": {"kind": "section"}}, {"term": {"states": state}}]}) == expected, state
    # 2: the English sections with a word, whatever its ending.
    expected = {d["id"] for d in sources if "en" in d["text"] and re.search(r"\bmeetings?\b", d["text"]["en"], re.I)}
    assert expected and expected <= found({"must": [{"match": {"text.en": "meetings"}}]})
    # 3: the meetings from a day on.
    days = sorted(d["day"] for d in sources if d["kind"] == "meeting" and d["day"])
    middle = days[len(days) // 2]
    expected = {d["id"] for d in sources if d["kind"] == "meeting" and d["day"] and d["day"] >= middle}
    assert found({"filter": [{"term": {"kind": "meeting"}}, {"range": {"day": {"gte": middle}}}]}) == expected, middle
print("valid:", len(sources), "documents, checked against an emulator")
