"""What the workers of a node know of each other. The tasks themselves are rows of `django_tasks_db`."""

from django.db import models


class JobWorker(models.Model):
    """A running worker process; `seen_at` is its heartbeat by the clock of the database."""

    name = models.CharField(max_length=120, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "后台进程"

    def __str__(self) -> str:
        return self.name


class JobSchedule(models.Model):
    """The next slot of scheduled work. `rule` is its rule as text: when that changes, the slot is planned anew."""

    name = models.CharField(max_length=160, primary_key=True)
    rule = models.CharField(max_length=120)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name = "定时任务"

    def __str__(self) -> str:
        return self.name
