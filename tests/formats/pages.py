# The pages of HTML as a parser sees them: well nested, nothing that runs or comes from outside, links that lead somewhere, and in the article all
# letters of the record's text (whose words the annotations quote).
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input"}
MADE = {"details", "nav"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.words, self.tags = [], [], [], [], set()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.add(tag)
        assert not any(name.startswith("on") for name in attributes), attributes
        assert not any((value or "").lower().strip().startswith("javascript:") for value in attributes.values()), attributes
        if tag not in VOID:
            self.open.append((tag, attributes.get("class")))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and attributes["href"].startswith("#"):
            self.links.append(attributes["href"][1:])

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, (tag, self.open[-5:])
        self.open.pop()

    def handle_data(self, data):
        names = [tag for tag, _ in self.open]
        if "article" in names and not MADE & set(names) and ("a", "page") not in self.open:
            self.words.append(data)


def letters(words):
    """What no form changes: letters and digits of the usual planes."""
    return [c for c in words if c.isalnum()]


count = 0
for path in sorted(glob.glob(f"{folder}/html/**/*.html", recursive=True)):
    page = Page()
    with open(path, encoding="utf-8", newline="") as file:
        page.feed(file.read())
    page.close()
    assert not page.open, (path, page.open)
    assert not page.tags & {"script", "img", "iframe", "object", "link", "form"}, (path, page.tags)
    assert len(page.ids) == len(set(page.ids)), (path, "an id twice", [i for i in page.ids if page.ids.count(i) > 1][:3])
    assert set(page.links) <= set(page.ids), (path, set(page.links) - set(page.ids))
    with open(path.replace("/html/", "/annotations/")[:-4] + "json", encoding="utf-8") as file:
        items = json.load(file)["items"]
    shown = "".join(letters("".join(page.words)))
    for item in items:
        assert {target["type"] for target in item["target"]} == {"SpecificResource"}
        quote = item["target"][0]["selector"][1]
        words = "".join(letters(quote["exact"]))
        assert words in shown, (path, quote["exact"])
    count += 1
assert count > 10
print("valid:", count, "pages")
