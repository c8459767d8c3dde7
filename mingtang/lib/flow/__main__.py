"""`python -m mingtang.lib.flow run FILE.bpmn`: execute a process on virtual time; `check FILE.bpmn`: judge it."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from mingtang.lib.flow.bpmn import Fault, compile_bpmn
from mingtang.lib.flow.check import check
from mingtang.lib.flow.durations import parse_duration
from mingtang.lib.flow.net import Net
from mingtang.lib.flow.refusals import FlowFault
from mingtang.lib.flow.runner import Answer, Run
from mingtang.lib.flow.virtual_time import after
from mingtang.lib.flow.vocabulary import Vocabulary


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the process ran or is in order, 1 when it is at fault, 2 when it cannot be read."""
    options = _parser().parse_args(arguments)
    net = compile_bpmn(options.file.read_bytes(), vocabulary=_vocabulary(options), process=options.process)
    if not isinstance(net, Net):
        _say(_words(fault) for fault in net)
        return 2
    return _check(net) if options.verb == "check" else _run(net, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mingtang.lib.flow", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("run", "check"):
        options = verbs.add_parser(verb)
        options.add_argument("file", type=Path)
        options.add_argument("--process", default="", help="which process of the file")
        options.add_argument("--rules", nargs="*", default=[], help="names of rules; they answer nothing")
        options.add_argument("--services", nargs="*", default=[], help="names of services; they answer nothing")
    run = verbs.choices["run"]
    run.add_argument("--vars", default="{}", help="variables of the case as JSON")
    run.add_argument("--begin", default="2026-01-05T09:00", help="when the case starts")
    run.add_argument("--until", default="P1Y", help="how long to run: P90D, P30WD")
    run.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar="NODE=OUTCOME[;NAME=JSON]",
        help="what is done at a step, in turn",
    )
    run.add_argument("--hold", nargs="*", default=[], metavar="NODE", help="steps that nobody does")
    return parser


def _vocabulary(options: argparse.Namespace) -> Vocabulary:
    return Vocabulary({name: lambda _data: {} for name in options.rules}, frozenset(options.services))


def _run(net: Net, options: argparse.Namespace) -> int:
    answers: dict[str, list[Answer]] = {node: [Answer(hold=True)] for node in options.hold}
    for written in options.choose:
        node, answer = _answer(written)
        answers.setdefault(node, []).append(answer)
    begin = datetime.fromisoformat(options.begin).replace(tzinfo=UTC)
    run = Run(net, vars=json.loads(options.vars), begin=begin, answers=answers, vocabulary=_vocabulary(options))
    try:
        _say(run.lines(after(parse_duration(options.until), begin)))
    except FlowFault as fault:
        _say([f"{fault.element}：{fault}"])
        return 1
    return 0


def _answer(written: str) -> tuple[str, Answer]:
    node, _sign, rest = written.partition("=")
    outcome, *facts = rest.split(";")
    pairs = (fact.partition("=") for fact in facts)
    return node, Answer(outcome, {name: json.loads(value) for name, _equals, value in pairs})


def _check(net: Net) -> int:
    findings = check(net)
    for finding in findings:
        _say([f"{finding.element}：{finding.message}", *(f"    {word}" for word in finding.trace)])
    return 1 if findings else 0


def _words(fault: Fault) -> str:
    return f"第 {fault.line} 行 {fault.element}：{fault.message}"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
