# What the scripts share. Each prints "skipped: why" or "valid: what", and ends with 1 where something is wrong.
import csv, glob, json, os, re, sys

folder = sys.argv[1]
csv.field_size_limit(1 << 30)


def skip(why):
    print("skipped:", why)
    sys.exit()


def rows(table):
    """A CSV file by RFC 4180: every line as long as the first, the apostrophes that keep formulas harmless taken away."""
    with open(f"{folder}/csv/{table}.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, strict=True))
    head = lines[0]
    assert all(len(line) == len(head) for line in lines), table
    return head, [[cell[1:] if cell.startswith("'") else cell for cell in line] for line in lines[1:]]


def tables():
    return sorted(os.path.basename(path)[:-4] for path in glob.glob(f"{folder}/csv/*.csv"))


def documents(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]
