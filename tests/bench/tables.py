"""What was measured, as text: a table for each comparison, and the one of the README."""

from measure import middle

PEERS = ["curl", "sfo", "simple-salesforce", "jsforce", "sf"]
EVERY = {peer: peer for peer in PEERS}
# What the README shows: a line, the comparison it is from, what its columns are called there, and what is told of them.
LINES = [
    ("`--version`", "version", EVERY, "wall"),
    ("3 rows, signed in", "few", EVERY, "wall"),
    (
        "100,000 rows to csv",
        "many",
        {"curl": "curl", "sfo": "sfo csv", "simple-salesforce": "simple-salesforce csv", "jsforce": "jsforce csv"},
        "wall",
    ),
    ("100,000 rows to json", "many", {"curl": "curl", "sfo": "sfo json"}, "wall"),
    ("50,000 rows to csv, where sf stops", "half", {"sfo": "sfo csv", "sf": "sf csv"}, "wall"),
    ("1,000,000 rows to csv", "million", {"curl": "curl", "sfo": "sfo csv"}, "wall"),
    ("50 pages, each 200 ms late, with `--parallel 8`", "latency200", {"curl": "curl", "sfo": "--parallel 8"}, "wall"),
    ("100,000 rows by a query job", "out", EVERY, "wall"),
    ("50 pages of its results, each 200 ms late", "pages200", {"curl": "curl", "sfo": "--parallel 8"}, "wall"),
    ("insert of 100,000 rows by a job, CPU", "in", EVERY, "cpu"),
]


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def size(count):
    return f"{count / 1e6:.2f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def ratio(one, other):
    value = one / max(other, 1e-4)
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


def table(title, rows):
    """One comparison; ratios are to the first row."""
    print(f"\n### {title}\n")
    print("| | wall, median (least to most) | ratio | CPU | ratio | peak memory | requests | sent | received |")
    print("|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        print(line(row, rows[0]))
    print(end="", flush=True)


def line(row, first):
    if "failed" in row:
        return f"| {row['name']} | failed: {' '.join(row['failed'].split())} | | | | | | | |"
    walls = row["wall"]
    ratios = {what: "" if "failed" in first else ratio(middle(row, what), middle(first, what)) for what in ("wall", "cpu")}
    wire = [f"{row['requests']}", size(row["sent"]), size(row["received"])] if row.get("requests") else ["", "", ""]
    cells = [
        row["name"],
        f"{seconds(middle(row, 'wall'))} ({seconds(min(walls))} to {seconds(max(walls))})",
        ratios["wall"],
        seconds(middle(row, "cpu")),
        ratios["cpu"],
        f"{row['memory'] / 2**20:.1f} MiB" if row["memory"] else "",
        *wire,
    ]
    return f"| {' | '.join(cells)} |"


def readme(kept):
    """The table of the README, of what there is; `kept` has the rows of each comparison."""
    print("| | " + " | ".join(PEERS) + " |")
    print("|---" * (len(PEERS) + 1) + "|")
    for label, comparison, names, what in LINES:
        rows = {row["name"]: row for row in kept.get(comparison, []) if "failed" not in row}
        ours = rows.get(names["sfo"])
        if ours:
            print(f"| {label} | " + " | ".join(cell(rows.get(names.get(peer)), ours, what) for peer in PEERS) + " |")


def cell(row, ours, what):
    """Median, and how many times as much as ours; of ours, the memory."""
    if not row:
        return ""
    if row is not ours:
        more = f", {ratio(middle(row, what), middle(ours, what))} ×"
    else:
        more = f", {row['memory'] / 2**20:.0f} MiB" if row["memory"] else ""
    return f"{seconds(middle(row, what))}{more}"
