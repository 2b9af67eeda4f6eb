#!/usr/bin/env python3
"""What Kadergraaf costs at growing sizes, beside others that map the same framework.

    python3 benches/compare.py [CHECKOUT] [--scales 1,10,100] [--repeat 5] [--output table.md]

Makes corpora of so many times the checkout (the built-in edition, where none is named), runs the
release binary over them and the peers that are installed (see peers/model.py for what these map),
and writes tables in Markdown: medians of processor seconds, quads a processor second, memory, growth.
Programs take turns, so that what else the machine does falls on all of them. Needs Python 3.9 and no
package; a peer that is not installed is left out, and said to be.
"""

import argparse
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import measuring
import scaling
from measuring import Failed
from serving import first_answer

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
OURS = "kadergraaf"
# Module, and what of it the peer needs.
PEERS = {
    "rdflib": ("rdflib", "Dataset"),
    "pyoxigraph": ("pyoxigraph", "RdfFormat"),
    "morph-kgc": ("morph_kgc", "materialize"),
}
FORMS = ("nquads", "ntriples", "turtle", "trig", "rdfxml", "jsonld")
PARTS = {
    "export": "corpus to N-Quads at each scale, and how it grows",
    "peers": "the same with the peers that are installed",
    "forms": "the other forms at the first scale, against N-Quads",
    "check": "`check` at the first scale, against export",
    "serve": "from the start of `serve` to the first query answered",
    "writers": "the writers alone, by `cargo bench`",
}


def say(line):
    print(line, file=sys.stderr, flush=True)


def table(heads, rows):
    """A table in Markdown; the first column is left as it is, the others are numbers."""
    lines = [heads, ["---"] + ["--:"] * (len(heads) - 1)] + rows
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def seconds(value):
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def amount(value):
    return f"{value:,.0f}"


class Comparison:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.corpora = {}
        self.peers = {peer: found for peer in PEERS if (found := find(peer, options.python))}
        self.floor = measuring.floor()

    def corpus(self, scale):
        """The corpus of a scale, made once; its files are read once, so that they are cached."""
        if scale not in self.corpora:
            folder = self.folder / f"corpus-{scale}"
            if not folder.exists():
                say(f"making a corpus of {scale} times the checkout")
                # Renamed when it is whole: a run that was broken off leaves no smaller corpus.
                unfinished = Path(tempfile.mkdtemp(dir=self.folder)) / folder.name
                scaling.scale(self.options.checkout, unfinished, scale)
                unfinished.rename(folder)
            for path in folder.rglob("*"):
                if path.is_file():
                    path.read_bytes()
            self.corpora[scale] = folder
        return self.corpora[scale]

    def command(self, program, scale, output):
        if program == OURS:
            command = [self.options.binary, "export", "--quiet", "--source", self.corpus(scale)]
            return command + ["--format", "nquads", "--output", output]
        script = HERE / "peers" / f"{PEERS[program][0]}_export.py"
        return [self.peers[program].python, script, self.corpus(scale), output]

    def memory(self, cost):
        """In megabytes; what is no more than the least that can be seen is said to be so."""
        if cost.memory <= self.floor * 1.02:
            return f"< {self.floor / 1e6:.0f}"
        return f"{cost.memory / 1e6:.0f}"

    def sameness(self, outputs):
        if self.options.repeat < 2:
            return "one run"
        return "yes" if len(outputs) == 1 else "no"

    def medians(self, commands):
        """Runs named commands in turns, (command, what its output is, its exit statuses), and gives
        the median cost of each, with the outputs that it gave: one, where all runs gave the same."""
        costs, outputs, failures = defaultdict(list), defaultdict(set), {}
        for turn in range(self.options.repeat):
            for name, (command, output, accept) in commands.items():
                if name in failures:
                    continue
                say(f"{name}: run {turn + 1} of {self.options.repeat}")
                try:
                    costs[name].append(measuring.run(command, accept=accept))
                    outputs[name].add(summary(output))
                except (Failed, OSError) as failure:
                    failures[name] = f"failed: {failure}"
        return {
            name: failures.get(name) or (measuring.median(costs[name]), outputs[name])
            for name in commands
        }

    def export(self, programs):
        """Corpus to N-Quads, by each program at each scale."""
        commands = {}
        for scale in self.options.scales:
            for program in programs:
                output = self.folder / f"{program}-{scale}.nq"
                accept = (0,)
                commands[program, scale] = self.command(program, scale, output), output, accept
        rows, seen = [], {}
        measured = self.medians(commands)
        for program in programs:
            for scale in self.options.scales:
                name = f"{program} {scale}×"
                if isinstance(measured[program, scale], str):
                    rows.append([name, measured[program, scale]] + [""] * 6)
                    continue
                cost, outputs = measured[program, scale]
                quads = min(lines for lines, _ in outputs)
                seen[program, scale] = cost, quads
                rows.append(
                    [
                        name,
                        amount(quads),
                        seconds(cost.processor),
                        seconds(cost.wall),
                        amount(quads / cost.processor),
                        f"{cost.processor / cost.wall:.2f}",
                        self.memory(cost),
                        self.sameness(outputs),
                    ]
                )
        heads = ["program, scale", "quads", "processor s", "wall s", "quads / processor s"]
        heads += ["cores in use", "memory MB", "same bytes each run"]
        yield "## Corpus to N-Quads", table(heads, rows)
        yield from self.growth(programs, seen)

    def growth(self, programs, seen):
        """From each scale to the next: how much more it costs, against how much more there is."""
        rows = []
        for program in programs:
            for small, large in zip(self.options.scales, self.options.scales[1:]):
                if (program, small) not in seen or (program, large) not in seen:
                    continue
                (before, few), (after, many) = seen[program, small], seen[program, large]
                bytes_before, bytes_after = (
                    scaling.size(self.corpus(scale))[1] for scale in (small, large)
                )
                more = after.processor / before.processor
                rows.append(
                    [
                        f"{program} {small}× → {large}×",
                        f"{bytes_after / bytes_before:.2f}",
                        f"{many / few:.2f}",
                        f"{more:.2f}",
                        f"{more / (many / few):.2f}",
                        f"{after.memory / before.memory:.2f}",
                    ]
                )
        if rows:
            heads = ["growth of", "bytes read ×", "quads ×", "processor s ×", "per quad ×"]
            yield "## Growth", table(heads + ["memory ×"], rows)

    def forms(self):
        """Each form at the first scale. A form of one graph alone carries fewer statements."""
        scale = self.options.scales[0]
        commands = {}
        for form in FORMS:
            output = self.folder / f"form.{form}"
            command = self.command(OURS, scale, output)
            command[command.index("nquads")] = form
            commands[form] = command, output, (0,)
        measured = self.medians(commands)
        rows = [self.against(form, measured[form], measured["nquads"]) for form in FORMS]
        heads = ["form", "processor s", "wall s", "× N-Quads", "memory MB", "same bytes each run"]
        yield f"## Forms at {scale}×", table(heads, rows)

    def check(self):
        scale = self.options.scales[0]
        export, findings = self.folder / "export.nq", self.folder / "findings.json"
        check = [self.options.binary, "check", "--quiet", "--format", "json", "--output", findings]
        commands = {
            "export": (self.command(OURS, scale, export), export, (0,)),
            # 1: there are errors in the source.
            "check": (check + ["--source", self.corpus(scale)], findings, (0, 1)),
        }
        measured = self.medians(commands)
        rows = [self.against(name, measured[name], measured["export"]) for name in commands]
        heads = ["command", "processor s", "wall s", "× export", "memory MB", "same bytes each run"]
        yield f"## Check at {scale}×", table(heads, rows)

    def against(self, name, measured, other):
        if isinstance(measured, str) or isinstance(other, str):
            return [name, measured if isinstance(measured, str) else other, "", "", "", ""]
        cost, outputs = measured
        return [
            name,
            seconds(cost.processor),
            seconds(cost.wall),
            f"{cost.processor / other[0].processor:.2f}",
            self.memory(cost),
            self.sameness(outputs),
        ]

    def serve(self):
        """From the start of the process to the last byte of an answer that counts all quads."""
        rows = []
        for scale in self.options.scales:
            say(f"serve at {scale}×")
            corpus = self.corpus(scale)
            runs = [first_answer(self.options.binary, corpus) for _ in range(self.options.repeat)]
            runs.sort()
            listening, answered, quads = runs[len(runs) // 2]
            bar = quads / 300_000 + 0.1
            rows.append(
                [f"{scale}×", amount(quads), seconds(listening), seconds(answered), seconds(bar)]
            )
        heads = ["scale", "quads", "address printed s", "first answer s", "quads ÷ 300,000 + 0.1 s"]
        yield "## Start of serve to the first answer", table(heads, rows)

    def writers(self):
        """The median rates that the benchmarks of the writers print."""
        command = ["cargo", "bench", "--quiet", "--bench", "stages", "--", "writing"]
        environment = {**os.environ, "KADERGRAAF_CORPUS": str(self.options.checkout.resolve())}
        say("cargo bench: the writers")
        ended = subprocess.run(
            command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
        )
        if ended.returncode != 0:
            raise Failed("cargo bench did not run: " + ended.stderr.strip()[-300:])
        rows = [[name, rate] for name, rate in rates(ended.stdout)]
        yield "## Writers alone, warm, in memory", table(["writer", "quads / s"], rows)


def summary(path):
    """Lines that say something, and the digest of the bytes: what a run gave, without keeping it."""
    digest, lines = hashlib.sha256(), 0
    with open(path, "rb") as file:
        for line in file:
            digest.update(line)
            lines += bool(line.strip())
    return lines, digest.hexdigest()


def rates(printed):
    """(name, items a second) of each benchmark in what divan prints; the third column is the median."""
    name = None
    for line in printed.splitlines():
        columns = [column.strip() for column in line.split("│")]
        label = re.search(r"[├╰]─ (\w+)", line)
        if label:
            name = label[1]
        found = [column for column in columns if column.endswith("item/s")]
        if name and len(found) >= 3:
            yield name, found[2].removesuffix("item/s").strip()
            name = None


class Peer(NamedTuple):
    """A peer that is installed."""

    python: str
    version: str  # of the peer, and of its Python


def find(peer, pythons):
    """The first Python that has a peer, or `None`."""
    module, needed = PEERS[peer]
    script = f"""
import platform
from importlib.metadata import version
from {module} import {needed}
print(version({module!r}), "on Python", platform.python_version())"""
    for python in pythons:
        ended = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
        if ended.returncode == 0:
            return Peer(python, ended.stdout.strip())
    return None


def machine():
    """What it was measured on; no names."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    kernel = f"{platform.system()} {platform.release().split('-')[0]}"
    return f"{cores} cores, {memory:.0f} GB, {kernel}, {platform.machine()}"


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "checkout",
        nargs="?",
        type=Path,
        default=REPOSITORY / "data" / "kader",
        help="a checkout of the framework [default: the built-in edition]",
    )
    parser.add_argument("--scales", default="1,10,100", help="how many times [default: 1,10,100]")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each [default: 5]")
    parser.add_argument(
        "--only",
        default=",".join(PARTS),
        help="parts, with commas: " + "; ".join(f"{part}: {what}" for part, what in PARTS.items()),
    )
    parser.add_argument("--output", type=Path, help="where the tables go [default: standard output]")
    parser.add_argument("--binary", type=Path, help="a release binary [default: it is built]")
    parser.add_argument(
        "--python",
        action="append",
        help="a Python that has peers; may be repeated [default: the one that runs this]",
    )
    parser.add_argument("--work", type=Path, help="a folder for corpora, kept [default: a temporary one]")
    options = parser.parse_args(arguments)
    try:
        options.scales = sorted({int(scale) for scale in options.scales.split(",")})
    except ValueError:
        parser.error(f"--scales {options.scales}: numbers with commas, as 1,10")
    options.python = options.python or [sys.executable]
    options.only = options.only.split(",")
    unknown = [part for part in options.only if part not in PARTS]
    if unknown:
        parser.error(f"--only {unknown[0]}: there are {', '.join(PARTS)}")
    if options.scales[0] < 1 or options.repeat < 1:
        parser.error("--scales and --repeat are numbers from 1")
    return options


def build():
    """The release binary, built from this checkout."""
    say("building the release binary")
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=REPOSITORY, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    return target / "release" / OURS


def compare(options, folder):
    """All parts that are asked for, as Markdown."""
    comparison = Comparison(options, folder)
    peers = list(comparison.peers) if "peers" in options.only else []
    files, length = scaling.size(options.checkout)
    ours = subprocess.run([options.binary, "--version"], capture_output=True, text=True, check=True)
    lines = [
        f"Measured on {machine()}; {ours.stdout.strip()}; medians of {options.repeat} runs.",
        f"1× is {files} files of {length:,} bytes together; they were in the file system's cache.",
        "Processor seconds are user and system of all processes together; memory is the largest",
        "resident set of one process.",
    ]
    if "peers" in options.only:
        known = [f"{peer} {found.version}" for peer, found in comparison.peers.items()]
        missing = [peer for peer in PEERS if peer not in comparison.peers]
        lines.append(f"Peers: {', '.join(known) or 'none is installed'}.")
        if known and missing:
            lines.append(f"Not installed, and left out: {', '.join(missing)}.")
        lines.append("Peers map less than Kadergraaf does; `benches/peers/model.py` says what.")
    yield "\n".join(lines)
    if {"export", "peers"} & set(options.only):
        yield from comparison.export([OURS] * ("export" in options.only) + peers)
    for part in ("forms", "check", "serve", "writers"):
        if part in options.only:
            try:
                yield from getattr(comparison, part)()
            except (Failed, OSError) as failure:
                # What was measured before is kept.
                yield f"## {part}", f"failed: {failure}"


def main(arguments):
    options = options_of(arguments)
    options.binary = options.binary or build()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.work or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        blocks = []
        for block in compare(options, folder):
            blocks += [block] if isinstance(block, str) else list(block)
    text = "\n\n".join(blocks) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Failed, scaling.ScalingError) as failure:
        sys.exit(f"compare.py: {failure}")
