"""What the rest of Mingtang may use of files and materials.

register_attachment_policy("cases.case", readable_cases)        # in AppConfig.ready: who may read what is attached
material = attach_material(actor, file, Target("cases.case", str(case.pk)), name="营业执照", key="licence")
materials_of(actor, "cases.case", str(case.pk))                 # in the order of their places, with files loaded
"""

from mingtang.kernel.content.actions.files import remove_file
from mingtang.kernel.content.actions.intake import store_file
from mingtang.kernel.content.actions.materials import (
    Target,
    attach_material,
    check_material,
    detach_material,
    reuse_material,
)
from mingtang.kernel.content.delivery import download, picture
from mingtang.kernel.content.events import ContentInfected, MaterialAttached, MaterialChecked
from mingtang.kernel.content.models import File, Material
from mingtang.kernel.content.permissions import CHECK_MATERIALS, MANAGE_STORAGE, READ_FILES
from mingtang.kernel.content.policy import MayRead, can_open, register_attachment_policy
from mingtang.kernel.content.presentation import material_rows
from mingtang.kernel.content.preview import NoPreview, page_picture, whole_text
from mingtang.kernel.content.queries import (
    bytes_of,
    files_visible_to,
    keys_handed_in,
    materials_of,
    materials_visible_to,
    own_files,
    provenance,
    readable_file,
    reusable_materials,
)

__all__ = [
    "CHECK_MATERIALS",
    "MANAGE_STORAGE",
    "READ_FILES",
    "ContentInfected",
    "File",
    "Material",
    "MaterialAttached",
    "MaterialChecked",
    "MayRead",
    "NoPreview",
    "Target",
    "attach_material",
    "bytes_of",
    "can_open",
    "check_material",
    "detach_material",
    "download",
    "files_visible_to",
    "keys_handed_in",
    "material_rows",
    "materials_of",
    "materials_visible_to",
    "own_files",
    "page_picture",
    "picture",
    "provenance",
    "readable_file",
    "register_attachment_policy",
    "remove_file",
    "reusable_materials",
    "reuse_material",
    "store_file",
    "whole_text",
]
