"""The documents of the steps, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from mingtang.domains.services.applications.process import Step
from mingtang.lib.forms import Form, read

PATH = Path(__file__).parent / "step_forms.yaml"


@cache
def step_forms() -> Mapping[Step, Form]:
    """The form of each step that officials do. RuntimeError when the shipped document is at fault."""
    return {Step(name): _form(name, told) for name, told in yaml.safe_load(PATH.read_text(encoding="utf-8")).items()}


def _form(name: str, told: Mapping[str, object]) -> Form:
    form = read(told)
    if isinstance(form, list):
        raise RuntimeError(f"step_forms.yaml, {name}: {'; '.join(map(str, form))}")  # noqa: TRY004 - the type only tells success
    return form
