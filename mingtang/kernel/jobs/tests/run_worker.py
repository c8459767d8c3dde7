"""A worker process for the tests: `python -m mingtang.kernel.jobs.tests.run_worker`."""

import django

django.setup()

from mingtang.kernel.jobs.tests import work
from mingtang.kernel.jobs.worker import run_until_terminated

if __name__ == "__main__":
    work.schedule_tick()
    run_until_terminated()
