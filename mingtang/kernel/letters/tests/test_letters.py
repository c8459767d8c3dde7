"""Letters: what is set can be read back, nothing gets out of the box, and versions stay."""

import json
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters import fonts
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate, install, render, render_again
from mingtang.kernel.letters.kinds import LETTERS, Content, NotSettable
from mingtang.kernel.letters.models import LetterTemplate, LetterVersion
from mingtang.kernel.letters.rules import BadTemplate, read_sample, read_variables, write_variables
from mingtang.kernel.letters.typesetting import Typesetter, typesetter
from tests.world import World

DEMO = Path(__file__).resolve().parents[3] / "config" / "demo" / "data" / "letters"
ENTRIES = {entry["key"]: entry for entry in yaml.safe_load((DEMO / "letters.yaml").read_text())}
GREETING = Content('#import "/layout.typ": data\n你好，#data.name。', "name 姓名\n", '{"name": "林叙"}')


def source_of(code: str) -> str:
    return (DEMO / f"{code}.typ").read_text()


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text().replace("\n", "").replace(" ", "") for page in PdfReader(BytesIO(pdf)).pages]


def test_the_red_head_notice_can_be_read_back() -> None:
    pdf = typesetter.set(source_of("supervised-item-notice"), ENTRIES["supervised-item-notice"]["sample"])
    first, last = pages_of(pdf)
    for words in (
        "和源市人民政府办公室文件",
        "和政办发〔2026〕12号",
        "加急",
        "一、办理要求",
        "老旧小区加装电梯审批提速",
    ):
        assert words in first
    for words in (
        "三、时限和报告",
        "请于2026年12月31日前办结",
        "附件：",
        "抄送：市委办公室",
        "2026年3月9日印发",
        "—2—",
    ):
        assert words in last


def test_the_acceptance_notice_can_be_read_back_and_fits_one_page() -> None:
    (page,) = pages_of(typesetter.set(source_of("acceptance-notice"), ENTRIES["acceptance-notice"]["sample"]))
    for words in ("受理通知书", "和住建受〔2026〕58号", "和源城市建设发展有限公司：", "施工合同1份", "送达回执"):
        assert words in page


def test_a_page_holds_22_lines_of_28_characters_in_the_type_area() -> None:
    sample = ENTRIES["supervised-item-notice"]["sample"] | {"demands": "督" * 2000, "attachments": []}
    reader = PdfReader(BytesIO(typesetter.set(source_of("supervised-item-notice"), sample)))
    lines: dict[float, list[float]] = {}

    def note(text: str, matrix: Any, position: Any, *_rest: Any) -> None:
        for _ in text.count("督") * "x":
            lines.setdefault(round(position[5] or matrix[5], 1), []).append(position[4])

    text = reader.pages[1].extract_text(visitor_text=note)
    assert text.count("督") == 22 * 28
    assert [float(side) for side in reader.pages[1].mediabox[2:]] == pytest.approx([595.276, 841.89], abs=0.01)


def test_the_same_version_and_data_make_the_same_bytes() -> None:
    twice = [typesetter.set(GREETING.source, {"name": "林叙"}) for _ in range(2)]
    assert twice[0] == twice[1]
    assert typesetter.set(GREETING.source, {"name": "秦若川"}) != twice[0]


def test_data_are_text_and_never_program() -> None:
    (page,) = pages_of(typesetter.set(GREETING.source, {"name": '#read("/etc/passwd") $x$ *粗* \\'}))
    assert '#read("/etc/passwd")$x$*粗*\\' in page


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../api.py")', "escape"),
        ('#import "@preview/cetz:0.3.0"', "package"),
        ('#import "@pre" + "view/cetz:0.3.0"', "package"),
        ("正文\n#let x = (\n", "unclosed delimiter"),
    ],
)
def test_a_source_gets_nothing_from_outside_and_its_faults_name_the_line(source: str, said: str) -> None:
    with pytest.raises(CannotSet) as error:
        typesetter.set(source, {})
    (fault,) = error.value.faults
    assert said in fault.message
    assert "/work" not in fault.message
    assert "searched" not in fault.message
    assert fault.line == (2 if "let" in source else 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        "#for a in range(9000) { for b in range(9000) { for c in range(9000) {} } }",
        '#{ let s = "督"\n for i in range(60) { s = s + s }\n s.len() }',
    ],
)
def test_a_source_that_takes_too_much_is_stopped_and_the_next_letter_is_set(source: str) -> None:
    own = Typesetter()
    own.set(GREETING.source, {"name": "林叙"})
    started = time.monotonic()
    with pytest.raises(CannotSet):
        own.set(source, {}, seconds=2.0)
    assert time.monotonic() - started < 20
    assert own.set(GREETING.source, {"name": "林叙"}).startswith(b"%PDF")
    own.stop()


def test_a_letter_without_the_standard_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingtang.kernel.letters.typesetting.missing_roles", lambda: ["仿宋", "小标宋"])
    (page,) = pages_of(typesetter.set(source_of("acceptance-notice"), ENTRIES["acceptance-notice"]["sample"]))
    assert "未使用标准字体（缺仿宋、小标宋）" in page
    monkeypatch.setattr("mingtang.kernel.letters.typesetting.missing_roles", list)
    (page,) = pages_of(typesetter.set(source_of("acceptance-notice"), ENTRIES["acceptance-notice"]["sample"]))
    assert "未使用标准字体" not in page


def test_missing_fonts_are_roles_of_the_standard() -> None:
    assert set(fonts.missing_roles()) <= set(fonts.ROLES)


def test_variables_are_lines_and_samples_hold_them() -> None:
    variables = read_variables("number 文号\nnote? 附注 说明\n\n")
    assert [each["required"] for each in variables] == [True, False]
    assert read_variables(write_variables(variables)) == variables
    assert read_sample('{"number": "1"}', variables) == {"number": "1"}
    for wrong in ("Number 文号", "number", "a 甲\na 乙"):
        with pytest.raises(BadTemplate):
            read_variables(wrong)
    for wrong in ("[", "[]", "{}"):
        with pytest.raises(BadTemplate):
            read_sample(wrong, variables)


@pytest.mark.django_db
def test_a_letter_is_rendered_by_key_and_again_by_its_version() -> None:
    first = install("greeting", "问候", GREETING)
    assert install("greeting", "问候", GREETING) == first
    letter = render("greeting", {"name": "林叙"})
    assert (letter.version_id, len(letter.digest)) == (first.pk, 64)
    second = install("greeting", "问候", Content(GREETING.source + "再见", GREETING.variables, GREETING.sample))
    assert render("greeting", {"name": "林叙"}).version_id == second.pk
    assert render_again(first.pk, {"name": "林叙"}) == letter
    with pytest.raises(MissingVariables):
        render("greeting", {})
    with pytest.raises(NoTemplate):
        render("nothing", {})


@pytest.mark.django_db
def test_an_organ_sets_its_own_letter_under_the_key_of_the_nodes(world: World) -> None:
    bureau = world.organ("housing-bureau")
    nodes = install("greeting", "问候", GREETING)
    own = install("greeting", "本局问候", Content("本局", "", "{}"), owner=bureau)
    assert render("greeting", {}, organ_id=bureau.pk).version_id == own.pk
    for elsewhere in (None, world.organ("county-market-bureau").pk):
        assert render("greeting", {"name": "林叙"}, organ_id=elsewhere).version_id == nodes.pk


@pytest.mark.django_db
def test_a_faulty_source_may_be_kept_as_draft_but_not_published() -> None:
    faulty = Content("#let x = (", "", "{}")
    template = definitions.create_definition(SYSTEM, LETTERS, key="faulty", title="错", content=faulty)
    seen = template.versions.get().digest
    with pytest.raises(NotSettable) as refused:
        definitions.publish_draft(SYSTEM, LETTERS, template, seen=seen)
    assert refused.value.faults[0].line == 1
    good = definitions.save_draft(SYSTEM, LETTERS, template, GREETING, seen=seen)
    with pytest.raises(Stale):
        definitions.save_draft(SYSTEM, LETTERS, template, GREETING, seen=seen)
    with pytest.raises(Refused):
        definitions.discard_draft(SYSTEM, LETTERS, template)
    assert (
        definitions.publish_draft(SYSTEM, LETTERS, template, seen=good.digest).state
        == LetterVersion(state="published").state
    )
    assert LetterTemplate.objects.get().versions.count() == 1


def test_json_of_the_samples_is_what_the_templates_take() -> None:
    for entry in ENTRIES.values():
        variables = read_variables(entry["variables"])
        assert read_sample(json.dumps(entry["sample"]), variables) == entry["sample"]
