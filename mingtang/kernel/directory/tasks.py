"""Scheduled work of the directory."""

from django_tasks import task
from oauth2_provider.models import clear_expired

from mingtang.kernel.directory.compilation import compile_expired
from mingtang.kernel.directory.uploads import sweep
from mingtang.kernel.jobs.api import every


@every(30, name="directory.compile_expired")
@task()
def compile_expired_scopes() -> None:
    """Compile posts of which a grant has begun or ended; until then their rights fail closed."""
    compile_expired()


@every(86400, name="directory.clear_tokens")
@task()
def clear_tokens() -> None:
    """Delete codes and tokens of other systems that have long expired."""
    clear_expired()


@every(1800, name="directory.sweep_uploads")
@task()
def sweep_uploads() -> None:
    """Delete uploaded tables that nobody has confirmed."""
    sweep()
