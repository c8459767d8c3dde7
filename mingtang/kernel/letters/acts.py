"""The kinds of acts on templates of letters."""

from mingtang.kernel.definitions.api import declare_acts
from mingtang.kernel.letters.permissions import DESIGN_LETTERS, PUBLISH_LETTERS

ACTS = declare_acts("letters", "文书模板", design=DESIGN_LETTERS, publish=PUBLISH_LETTERS)
