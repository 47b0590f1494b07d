# CSV against Parquet as DuckDB and pandas read it, row by row; days are days and decimals exact.
try:
    import duckdb, pandas, pyarrow
except ImportError as error:
    skip(f"Parquet cannot be read back: {error}")
import datetime, decimal

count = 0
for table in tables():
    head, lines = rows(table)
    path = f"{folder}/parquet/{table}.parquet"
    read = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
    assert read.columns == head, table
    own = read.fetchall()
    frame = pandas.read_parquet(path)
    assert list(frame.columns) == head and len(frame) == len(own) == len(lines), table
    for column, kind in zip(head, read.types):
        if column in ("date", "end_date", "first_day", "last_day", "due_by"):
            assert str(kind) == "DATE", (table, column, kind)
        if column in ("start_time", "end_time"):
            assert str(kind) == "TIME", (table, column, kind)
    for n, (ours, theirs) in enumerate(zip(lines, own)):
        for name, a, b in zip(head, ours, theirs):
            if b is None:
                b = ""
            elif isinstance(b, bool):
                b = "true" if b else "false"
            elif isinstance(b, datetime.time):
                b = b.strftime("%H:%M")
            elif isinstance(b, decimal.Decimal):
                assert decimal.Decimal(a) == b, (table, name, a, b)
                continue
            elif isinstance(b, float):
                assert float(a) == b, (table, name, a, b)
                continue
            assert a == str(b), (table, name, a, b)
        count += 1
print("valid:", count, "rows")
