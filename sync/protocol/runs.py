"""Operations as they travel: runs of one chain, whose ids are computed anew on arrival."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sync.operations.operation import Operation, Verb, seal
from sync.protocol.limits import PAGE_BYTES, PAGE_OPERATIONS
from sync.protocol.messages import Line, Run


class NotWhole(ValueError):  # noqa: N818 - named after what is wrong
    """Say that a run does not hold what its last id announces."""


def pack(operations: Iterable[Operation]) -> tuple[Run, ...]:
    """Write operations as runs, in their order; neighbours of one chain share a run."""
    runs: list[Run] = []
    waiting: list[Operation] = []
    for operation in operations:
        if waiting and not _follows(operation, waiting[-1]):
            runs.append(_run(waiting))
            waiting = []
        waiting.append(operation)
    if waiting:
        runs.append(_run(waiting))
    return tuple(runs)


def unpack(runs: Iterable[Run], scope: str, erased: Collection[str] = ()) -> Iterator[Operation]:
    """Yield the operations of runs, in their order.

    Raises NotWhole when an id does not come out as announced, and for a line without content
    whose id is not in the ledger ``erased``.
    """
    for run in runs:
        yield from _operations(run, scope, erased)


def pages(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Cut a stream of operations into pages of at most 1,000 of them and about 1 MiB."""
    page: list[Operation] = []
    size = 0
    for operation in operations:
        weight = len(operation.fields)
        if page and (len(page) == PAGE_OPERATIONS or size + weight > PAGE_BYTES):
            yield page
            page, size = [], 0
        page.append(operation)
        size += weight
    if page:
        yield page


def _follows(operation: Operation, before: Operation) -> bool:
    return (
        operation.previous == before.id
        and operation.device == before.device
        and operation.scope == before.scope
    )


def _run(operations: Sequence[Operation]) -> Run:
    first = operations[0]
    # Made of operations that were verified when they were written or received.
    return Run.model_construct(
        device=first.device,
        number=first.number,
        previous=first.previous,
        lines=tuple(map(_line, operations)),
        last=operations[-1].id,
    )


def _line(operation: Operation) -> Line:
    return Line(
        operation.record,
        operation.kind,
        operation.verb.value,
        operation.fields,
        operation.parents,
        operation.clock,
        operation.author,
        operation.schema,
        operation.reason,
        operation.id if operation.redacted else "",
    )


def _operations(run: Run, scope: str, erased: Collection[str]) -> Iterator[Operation]:
    previous = run.previous
    for number, line in enumerate(run.lines, start=run.number):
        operation = _operation(run.device, number, previous, scope, line)
        if line.erased and line.erased not in erased:
            raise NotWhole(f"{line.erased} has no content and is in no erasure ledger")
        previous = operation.id
        yield operation
    if previous != run.last:
        raise NotWhole(f"the run ends with {previous}, not with {run.last}")


def _operation(device: str, number: int, previous: str, scope: str, line: Line) -> Operation:
    verb = Verb(line.verb)
    if line.erased:
        return Operation(
            id=line.erased,
            device=device,
            number=number,
            previous=previous,
            scope=scope,
            record=line.record,
            kind=line.kind,
            verb=verb,
            fields=line.fields,
            parents=line.parents,
            clock=line.clock,
            author=line.author,
            schema=line.schema,
            reason=line.reason,
            redacted=True,
        )
    return seal(
        device=device,
        number=number,
        previous=previous,
        scope=scope,
        record=line.record,
        kind=line.kind,
        verb=verb,
        fields=line.fields,
        parents=line.parents,
        clock=line.clock,
        author=line.author,
        schema=line.schema,
        reason=line.reason,
    )
