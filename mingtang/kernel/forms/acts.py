"""The kinds of acts on forms."""

from mingtang.kernel.definitions.api import declare_acts
from mingtang.kernel.forms.permissions import DESIGN_FORMS, PUBLISH_FORMS

ACTS = declare_acts("forms", "表单", design=DESIGN_FORMS, publish=PUBLISH_FORMS)
