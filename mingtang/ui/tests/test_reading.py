"""Reading settings, security headers, traditional characters."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mingtang.ui.middleware import ScriptVariant
from mingtang.ui.reading import COOKIE, Reading, reading_from_cookie
from mingtang.ui.script_variant import traditional, traditional_page


def test_a_wish_in_the_address_is_kept_and_needs_no_script(reader: Client) -> None:
    first = reader.get("/display/?text=large&contrast=more")
    assert 'data-text="large"' in first.content.decode()
    second = reader.get("/display/").content.decode()
    assert 'data-text="large"' in second
    assert 'data-contrast="more"' in second


def test_an_empty_wish_returns_to_the_default(reader: Client) -> None:
    reader.get("/display/?text=larger")
    assert "data-text" not in reader.get("/display/?text=").content.decode()


def test_the_settings_page_keeps_what_was_chosen(reader: Client) -> None:
    answer = reader.post("/display/", {"text": "larger", "scheme": "dark", "contrast": "", "lang": "en"})
    assert answer.status_code == 302
    page = reader.get(answer["Location"]).content.decode()
    assert 'data-text="larger"' in page
    assert 'data-scheme="dark"' in page
    assert 'lang="en"' in page


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_settings_page_never_leads_to_another_site(reader: Client, address: str) -> None:
    assert reader.post("/display/", {"text": "", "next": address})["Location"].startswith("/display/")


def test_values_nobody_offers_are_ignored(reader: Client) -> None:
    page = reader.get('/display/?text="><script>&lang=xx&scheme=pink').content.decode()
    assert 'lang="zh-Hans"' in page
    assert "data-text" not in page
    assert COOKIE not in reader.cookies


@given(st.text(max_size=300))
def test_no_cookie_can_break_the_page(cookie: str) -> None:
    reading = reading_from_cookie(cookie)
    assert reading_from_cookie(reading.cookie) == reading


@given(st.builds(Reading, st.sampled_from(["", "large", "larger"]), st.sampled_from(["", "more"]),
                 st.sampled_from(["", "dark"]), st.sampled_from(["", "zh-hant", "en", "ug"])))  # fmt: skip
def test_the_cookie_says_exactly_what_was_chosen(reading: Reading) -> None:
    assert reading_from_cookie(reading.cookie) == reading


def test_every_page_forbids_foreign_and_inline_code(reader: Client) -> None:
    policy = reader.get("/ui/")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert reader.get("/ui/")["Cross-Origin-Opener-Policy"] == "same-origin"


def test_uighur_runs_from_right_to_left(reader: Client) -> None:
    page = reader.get("/display/?lang=ug").content.decode()
    assert '<html lang="ug" dir="rtl"' in page


def test_english_speaks_english_in_the_frame(reader: Client) -> None:
    page = reader.get("/display/?lang=en").content.decode()
    assert "Skip to content" in page
    assert "Accessibility and display settings" in page


def test_traditional_pages_are_marked_and_converted(reader: Client) -> None:
    page = reader.get("/display/?lang=zh-hant").content.decode()
    assert '<html lang="zh-Hant"' in page
    assert "無障礙與顯示設置" in page or "無障礙與顯示設定" in page
    assert ">简体</a>" in page


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("行政复议机关", "行政復議機關"),
        ("征求意见", "徵求意見"),
        ("批复和答复", "批覆和答覆"),
        ("五公里以内", "五公里以內"),
        ("皇后", "皇后"),
        ("干部", "幹部"),
        ("若干措施", "若干措施"),
        ("联系方式", "聯繫方式"),
    ],
)
def test_official_terms_come_out_right(simplified: str, expected: str) -> None:
    assert traditional(simplified) == expected


@pytest.mark.parametrize(
    "data",
    [
        '<input name="机关" value="国务院">',
        '<a href="/国务院/" class="国" id="国">',
        "<script>'国务院'</script>",
        "<textarea>国务院的原话</textarea>",
        '<span translate="no">国务院</span>',
        '<div translate="no"><div>国务院</div>国务院</div>',
        "<option>国务院</option>",
        "<!-- 国务院 -->",
        "<style>国</style>",
    ],
)
def test_data_is_never_converted(data: str) -> None:
    assert traditional_page(data) == data


def test_people_read_converted_text_and_labels() -> None:
    page = '<p>国务院</p><input aria-label="国务院" placeholder="国" value="国"><option value="国">国务院</option>'
    assert traditional_page(page) == (
        '<p>國務院</p><input aria-label="國務院" placeholder="國" value="国"><option value="国">國務院</option>'
    )


def test_text_after_a_kept_element_is_converted_again() -> None:
    page = '<div translate="no"><img alt="国"><br>国</div><p>国</p>'
    assert traditional_page(page) == '<div translate="no"><img alt="国"><br>国</div><p>國</p>'


@given(st.text(alphabet="<>\"'/= 国a!-\ue000\x1f", max_size=60))
def test_broken_markup_is_never_lost(text: str) -> None:
    converted = traditional_page(text)
    assert len(converted) == len(text)


def test_what_is_not_a_page_is_left_alone() -> None:
    request = RequestFactory().get("/")
    request.reading = Reading(lang="zh-hant")  # type: ignore[attr-defined]
    plain = HttpResponse("国".encode(), content_type="text/plain")
    assert ScriptVariant(lambda _: plain)(request).content.decode() == "国"
    stream = StreamingHttpResponse(["国"], content_type="text/html")
    assert b"".join(ScriptVariant(lambda _: stream)(request)).decode() == "国"  # type: ignore[arg-type, return-value]


def test_the_length_of_a_converted_page_is_told_anew() -> None:
    request = RequestFactory().get("/")
    request.reading = Reading(lang="zh-hant")  # type: ignore[attr-defined]
    page = HttpResponse("<p>国</p>", headers={"Content-Length": "3"})
    assert ScriptVariant(lambda _: page)(request)["Content-Length"] == str(len(page.content))
