"""The designer as somebody with a mouse uses it: choose a shape, press a button of its pad, write in the panel."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.runtime.node import eventually


@dataclass
class DrawingBoard:
    """The canvas of an open designer. Shapes are known by the number that the canvas has given them."""

    page: Page

    def choose(self, shape: str) -> None:
        """Show a shape's pad and panel; the canvas swallows a click that comes right after a line was drawn."""
        assert eventually(lambda: self._chosen() == shape or self._shape(shape).click(), seconds=10)

    def append(self, after: str, what: str, name: str = "") -> str:
        """Append what a button of the pad names (`task`, `gateway`, `end-event`); answers its number."""
        self.choose(after)
        self._pad(f"append.append-{what}" if what == "task" else f"append.{what}").click()
        expect(self.page.get_by_label("编号")).not_to_have_value(after)
        number = self._chosen()
        if name:
            self.write(number, 名称=name)
        return number

    def connect(self, source: str, target: str) -> None:
        """Draw a line from one shape to another."""
        before = self.page.locator(".djs-connection").count()
        self.choose(source)
        self._pad("connect").click()
        box = self._shape(target).bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x - 3, y, steps=4)
        self.page.mouse.move(x, y)
        self.page.mouse.click(x, y)
        expect(self.page.locator(".djs-connection")).to_have_count(before + 1)

    def replace(self, shape: str, kind: str) -> None:
        """Make a shape another kind, by the menu of its pad."""
        self.choose(shape)
        self._pad("replace").click()
        self.page.locator(".djs-popup").get_by_text(kind, exact=True).click()

    def delete(self, shape: str) -> None:
        self.choose(shape)
        self._pad("delete").click()
        expect(self._shape(shape)).to_have_count(0)

    def write(self, shape: str, **fields: str) -> None:
        """Fill in fields of the panel by their labels."""
        self.choose(shape)
        for label, text in fields.items():
            self.page.get_by_label(label, exact=True).fill(text)
            self.page.keyboard.press("Tab")

    def ask(self, button: str, answer: str) -> None:
        """Press a button above the canvas and read what is said."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator("[data-said]")).to_contain_text(answer)

    def _shape(self, number: str) -> Locator:
        return self.page.locator(f".djs-shape[data-element-id={number}]")

    def _pad(self, action: str) -> Locator:
        return self.page.locator(f".djs-context-pad.open [data-action='{action}']")

    def _chosen(self) -> str:
        """The number of the shape that the panel shows; empty for none."""
        number = self.page.get_by_label("编号")
        return number.input_value() if number.count() else ""
