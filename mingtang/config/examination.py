"""What every process of a node examines when it starts, before it serves anybody."""

import structlog

from mingtang.lib.crypto.engine import self_test

log = structlog.get_logger(__name__)


def examine_engine() -> None:
    """Test the engine of cryptography and say so in the log; one that fails signs nothing (`trust.keys`)."""
    tested = self_test()
    told = {"engine": tested.engine, "version": tested.version, "tests": len(tested.checks)}
    if tested.passed:
        log.info("cryptography computes as the standards say", signs=tested.guards_private_keys, **told)
    else:
        log.error(
            "cryptography fails its tests: nothing is signed", failures=[each.name for each in tested.failures], **told
        )
