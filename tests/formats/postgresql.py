# PostgreSQL's full text, loaded from the plain feed, and its tables, loaded from CSV: a real server, started for this and stopped.
import pwd, shutil, subprocess, tempfile

homes = sorted(glob.glob("/usr/lib/postgresql/*/bin")) + [os.path.dirname(os.path.realpath(shutil.which("initdb") or "/none"))]
home = next((h for h in homes if os.path.exists(f"{h}/initdb") and os.path.exists(f"{h}/psql")), None)
if not home or not shutil.which("psql"):
    skip("PostgreSQL is not installed")
# The server refuses to run as root.
user = None
if os.geteuid() == 0:
    user = next((name for name in ("postgres", "nobody") if any(entry.pw_name == name for entry in pwd.getpwall())), None)
    if not user:
        skip("there is no user to run PostgreSQL as")
place = tempfile.mkdtemp(prefix="rapporteur-pg-")
if user:
    shutil.chown(place, user)


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, user=user, cwd=place, env={"PATH": f"{home}:/usr/bin:/bin", "HOME": place, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, (command, done.stderr[-2000:])
    return done.stdout


def sql(text):
    return run(f"{home}/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", place, "-d", "postgres", "-f", "-", text=text)


try:
    run(f"{home}/initdb", "-D", f"{place}/data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    run(f"{home}/pg_ctl", "-D", f"{place}/data", "-w", "-l", f"{place}/log", "-o", f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off", "start")
    feed = documents(f"{folder}/ndjson/sections.ndjson")
    # The one letter that PostgreSQL's text cannot hold.
    held = [json.dumps(d).replace("\\u0000", "\\ufffd") for d in feed]
    copied = "\n".join(line.replace("\\", "\\\\") for line in held)
    sql("CREATE TABLE feed (d jsonb);\nCOPY feed FROM STDIN;\n" + copied + "\n\\.\n")
    assert int(sql("SELECT count(*) FROM feed")) == len(feed)
    # 1: a word in all its forms.
    asked = "SELECT d->>'id' FROM feed WHERE d->>'language' LIKE 'en%' AND to_tsvector('english', d->>'text') @@ plainto_tsquery('english', 'meetings')"
    expected = {d["id"] for d in feed if (d["language"] or "").startswith("en") and re.search(r"\bmeetings?\b", d["text"], re.I)}
    assert expected and expected <= set(sql(asked).split("\n")), "words"
    # 2: the sections that name a State.
    state = max({s for d in feed for s in d["states"] if len(s) == 3}, key=lambda s: sum(s in d["states"] for d in feed))
    expected = {d["id"] for d in feed if d["kind"] == "section" and state in d["states"]}
    assert set(sql(f"SELECT d->>'id' FROM feed WHERE d->>'kind' = 'section' AND d->'states' ? '{state}'").split()) == expected, state
    # 3: who was there, from the tables.
    for table in ("people", "delegations"):
        head, lines = rows(table)
        columns = ", ".join(f'"{name}" text' for name in head)
        quoted = "\n".join(",".join('"' + cell.replace("\0", "\ufffd").replace('"', '""') + '"' for cell in line) for line in lines)
        sql(f"CREATE TABLE {table} ({columns});\nCOPY {table} FROM STDIN WITH (FORMAT csv);\n{quoted}\n\\.\n")
        assert int(sql(f"SELECT count(*) FROM {table}")) == len(lines), table
    head, lines = rows("people")
    there = sum(line[head.index("status")] == "present" for line in lines)
    assert int(sql("SELECT count(*) FROM people WHERE status = 'present'")) == there > 0
    print("valid:", len(feed), "documents")
finally:
    subprocess.run([f"{home}/pg_ctl", "-D", f"{place}/data", "-m", "immediate", "stop"], user=user, cwd=place, capture_output=True)
    shutil.rmtree(place, ignore_errors=True)
