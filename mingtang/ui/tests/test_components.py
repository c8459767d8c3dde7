"""Components, their examples, and the gallery."""

import re
import shutil
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client

from mingtang.ui import assets, gallery, sprite
from mingtang.ui.gallery_samples import SampleForm, wrong_form
from mingtang.ui.templatetags.ui import render_component

HERE = Path(__file__).resolve().parent.parent
EXAMPLES = [
    pytest.param(example, id=f"{name}-{example.name}")
    for name, component in gallery.components().items()
    for example in component.examples
    if not example.html
]


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_renders_without_a_trace_of_a_missing_value(example: gallery.Example) -> None:
    context = Context({"request": None})
    context.template = Template("")
    html = render_component(example.component, context, example.values())
    assert html
    assert "None" not in html
    assert "{%" not in html


def test_every_component_has_examples_and_every_stylesheet_is_in_the_bundle() -> None:
    folders = {folder.name for folder in gallery.COMPONENTS.iterdir()} - {"gallery", "field-notes"}
    assert folders == set(gallery.components())
    styled = {file.resolve() for file in gallery.COMPONENTS.glob("*/*.css")}
    imported = assets.imported_styles()
    assert styled <= set(imported)
    assert len(imported) == len(set(imported))


def test_every_template_of_a_component_opens_with_the_variables_it_takes() -> None:
    for template in gallery.COMPONENTS.glob("*/*.html"):
        assert template.read_text().startswith("{% comment %}"), template.name


def test_no_stylesheet_uses_important_or_physical_sides() -> None:
    for file in assets.imported_styles():
        text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
        assert "!important" not in text, file
        assert not re.search(r"(?:margin|padding|border)-(?:left|right)\b", text), file


def test_no_template_carries_styles_or_handlers_of_its_own() -> None:
    for file in (*gallery.COMPONENTS.rglob("*.html"), *(HERE / "templates").rglob("*.html")):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", file.read_text()), file


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    known = set(sprite.icon_names())
    drawn = set(re.findall(r'id="i-([a-z0-9-]+)"', sprite.SPRITE.read_text()))
    assert drawn == known | {"mark"}
    for file in (*gallery.COMPONENTS.rglob("*.html"), *(HERE / "templates").rglob("*.html")):
        used = set(re.findall(r'{% icon "([a-z0-9-]+)"', file.read_text()))
        assert used <= known, file


def test_every_vendored_file_is_named_with_its_digest() -> None:
    vendor = HERE / "vendor"
    packages = tomllib.loads((vendor / "MANIFEST.toml").read_text())["package"]
    named = {path: digest for package in packages for path, digest in package["files"].items()}
    present = {str(file.relative_to(vendor)) for file in vendor.rglob("*") if file.is_file()} - {"MANIFEST.toml"}
    assert present == set(named)
    for path, digest in named.items():
        assert sha256((vendor / path).read_bytes()).hexdigest() == digest, path


def test_a_behaviour_stays_short() -> None:
    for file in assets.behaviour_files():
        assert len(file.read_text().splitlines()) < 60, file.name


def test_wrap_hands_content_and_slots_to_the_component() -> None:
    html = rendered('{% wrap "panel" title="题" id="p" %}正文{% slot "foot" %}脚{% endslot %}{% endwrap %}')
    assert "正文" in html
    assert '<div class="panel-foot">脚</div>' in html
    assert html.index("正文") < html.index("脚")


def test_a_component_does_not_see_the_variables_of_the_page() -> None:
    assert "disabled" not in rendered('{% component "button" label="保存" %}', disabled=True)


def test_what_people_wrote_is_escaped() -> None:
    html = rendered('{% component "notice" text=text %}', text="<script>alert(1)</script>")
    assert "<script>" not in html


def test_a_field_with_an_error_says_so_beside_and_is_described_by_it() -> None:
    html = rendered('{% component "field" field=form.code %}', form=wrong_form("", 1))
    assert 'aria-describedby="sample1_code_h sample1_code_e"' in html
    assert 'id="sample1_code_e"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="92990102MA7C0K3D0"' in html


def test_the_summary_links_to_the_first_control_of_each_wrong_field() -> None:
    html = rendered('{% component "error-summary" form=form %}', form=wrong_form("", 1))
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets == {"sample1_code", "sample1_area", "sample1_dishes_0", "sample1_agree"}
    whole = rendered('{% component "form" form=form %}', form=wrong_form("", 1))
    assert all(f'id="{target}"' in whole for target in targets)


def test_a_date_is_written_the_way_native_pickers_read_it() -> None:
    html = rendered('{% component "field" field=form.opened %}', form=SampleForm(initial={"opened": "2026-09-29"}))
    assert 'type="date"' in html
    assert 'value="2026-09-29"' in html


def test_what_was_typed_is_shown_again_even_where_it_is_no_number() -> None:
    html = rendered('{% component "field" field=form.area %}', form=wrong_form("", 1))
    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html
    assert 'value="约五十"' in html


def test_a_password_is_never_sent_back() -> None:
    html = rendered('{% component "field" field=form.secret %}', form=SampleForm({"secret": "geheim"}))
    assert "geheim" not in html


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en", "ug"])
def test_the_gallery_answers_in_every_language(reader: Client, language: str) -> None:
    answer = reader.get("/ui/", {"lang": language})
    assert answer.status_code == 200
    assert f'dir="{"rtl" if language == "ug" else "ltr"}"' in answer.content.decode()


@pytest.mark.parametrize("name", list(gallery.components()))
def test_every_component_has_a_page(reader: Client, name: str) -> None:
    assert reader.get(f"/ui/{name}/").status_code == 200


@pytest.mark.parametrize("name", list(gallery.LAYOUTS))
def test_every_layout_has_a_sample(reader: Client, name: str) -> None:
    assert reader.get(f"/ui/layouts/{name}/").status_code == 200


def test_unknown_components_and_layouts_are_not_found(reader: Client) -> None:
    assert reader.get("/ui/nothing/").status_code == 404
    assert reader.get("/ui/layouts/nothing/").status_code == 404


def test_the_bundle_is_kept_for_ever_under_its_digest_only(reader: Client) -> None:
    for name, found in assets.assemble().items():
        fresh = reader.get(f"/assets/{found.digest}/{name}")
        assert "immutable" in fresh["Cache-Control"]
        assert fresh.content == found.body
        stale = reader.get(f"/assets/0123456789ab/{name}")
        assert stale["Cache-Control"] == "no-cache"
    assert reader.get("/assets/0123456789ab/other.css").status_code == 404


def test_the_bundle_is_packed_for_browsers_that_ask(reader: Client) -> None:
    found = assets.assemble()["mingtang.css"]
    packed = reader.get(f"/assets/{found.digest}/mingtang.css", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) * 3 < len(found.body)


def test_the_stylesheet_names_pictures_by_their_static_address() -> None:
    text = assets.assemble()["mingtang.css"].body.decode()
    assert "@import" not in text
    assert all(address.startswith("/static/") for address in re.findall(r'url\("([^"]+)"\)', text))


def test_a_static_file_without_a_manifest_keeps_its_name() -> None:
    assert (
        assets.StaticFiles(location="/nonexistent", base_url="/static/").url("ui/icons.svg") == "/static/ui/icons.svg"
    )


def test_modules_import_each_other_by_names_with_digests(tmp_path: Path) -> None:
    shutil.copytree(HERE / "static" / "ui" / "keys", tmp_path / "ui" / "keys")
    shutil.copytree(HERE / "vendor" / "sm-crypto-v2", tmp_path / "ui" / "vendor" / "sm-crypto-v2")
    store = assets.StaticFiles(location=tmp_path, base_url="/static/")
    files = {
        str(file.relative_to(tmp_path)): (store, str(file.relative_to(tmp_path))) for file in tmp_path.rglob("*.js")
    }
    stored = [name for _, name, done in store.post_process(files) if done]
    assert len(set(stored)) == len(files)
    imports = [found for name in stored for found in re.findall(r'from "([^"]+)"', (tmp_path / name).read_text())]
    assert "./der.js" not in imports
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", address) for address in imports)


def test_the_framework_speaks_the_words_of_our_pages() -> None:
    errors = wrong_form("", 1).errors
    assert errors["dishes"] == ["请填写或选择这一项"]
    assert errors["area"] == ["请填写数字，例如 46.5"]
    assert errors["code"] == ["至少 18 个字，现在是 17 个"]
