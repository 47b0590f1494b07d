# CSV against SQLite, row by row and cell by cell; references lead somewhere; every word of a section is found.
import sqlite3

database = sqlite3.connect(f"file:{folder}/minutes.sqlite?mode=ro", uri=True)
assert not database.execute("PRAGMA foreign_key_check").fetchall()
assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def written(cell):
    return "" if cell is None else str(cell)


def same(a, b):
    if a == b:
        return True
    if {a, b} in ({"1", "true"}, {"0", "false"}):
        return True
    try:
        return float(a) == float(b)
    except ValueError:
        return a.replace("\0", "") == b.replace("\0", "")


count = 0
for table in tables():
    head, lines = rows(table)
    own = database.execute(f"SELECT {', '.join(chr(34) + h + chr(34) for h in head)} FROM {table} ORDER BY rowid").fetchall()
    assert len(own) == len(lines), (table, len(own), len(lines))
    for ours, theirs in zip(lines, own):
        for name, a, b in zip(head, ours, theirs):
            assert same(a, written(b)), (table, name, a, b)
        count += 1
listed = database.execute("SELECT count(*) FROM people").fetchone()[0]
assert database.execute("SELECT count(*) FROM attendance").fetchone()[0] >= listed > 0
asked = 0
for record, section, text in database.execute("SELECT record, section, text FROM search WHERE section IS NOT NULL").fetchall():
    words = re.findall(r"[^\W\d_]{7,}", text)[:3]
    if words:
        question = " AND ".join(f'"{word}"' for word in words)
        found = database.execute("SELECT 1 FROM search WHERE search MATCH ? AND record = ? AND section = ?", (question, record, section)).fetchone()
        assert found, (record, section, words)
        asked += 1
assert asked > 10
print("valid:", count, "rows,", asked, "questions")
