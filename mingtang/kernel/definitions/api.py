"""What the apps of definitions may use: an app describes its kind once, and its definitions have versions.

    class Forms(Kind[FormDefinition, FormVersion, str]):            # in kinds.py of the app
        ...                                                         # names, permissions, acts; `columns` and `judge`
    FORMS = Forms()

    definition = create_definition(actor, FORMS, key="leave-request", title="请假单", content=text)
    draft = save_draft(actor, FORMS, definition, text, seen=newest_of(definition).digest)
    publish_draft(actor, FORMS, definition, seen=draft.digest)
    published_version(FORMS, "leave-request", organ.pk)             # of the nearest organ up the tree, else the node's

The frames of pages and of the machine interface are `forms`, `views` and `rest` of this room.
"""

from mingtang.kernel.definitions.actions import (
    create_definition,
    discard_draft,
    install_definition,
    publish_draft,
    retire_version,
    revise_definition,
    save_draft,
)
from mingtang.kernel.definitions.events import VersionPublished, VersionRetired
from mingtang.kernel.definitions.kinds import Acts, Kind, declare_acts
from mingtang.kernel.definitions.models import KEY, Definition, State, Version
from mingtang.kernel.definitions.queries import (
    definitions_visible_to,
    newest_of,
    published_id,
    published_of,
    published_version,
    published_versions,
    serving,
    versions_of,
)
from mingtang.kernel.definitions.users import register_user, users_of

__all__ = [
    "KEY",
    "Acts",
    "Definition",
    "Kind",
    "State",
    "Version",
    "VersionPublished",
    "VersionRetired",
    "create_definition",
    "declare_acts",
    "definitions_visible_to",
    "discard_draft",
    "install_definition",
    "newest_of",
    "publish_draft",
    "published_id",
    "published_of",
    "published_version",
    "published_versions",
    "register_user",
    "retire_version",
    "revise_definition",
    "save_draft",
    "serving",
    "users_of",
    "versions_of",
]
