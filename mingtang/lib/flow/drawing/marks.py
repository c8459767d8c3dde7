"""Marks on elements: told by a word and a sign, not by colour alone."""

from enum import StrEnum


class Mark(StrEnum):
    """What is special about an element. The values are class names of the drawing."""

    LIVE = "live"
    DONE = "done"
    FAULTY = "faulty"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


WORDS = {
    Mark.LIVE: "办理中",
    Mark.DONE: "已办",
    Mark.FAULTY: "有错",
    Mark.ADDED: "新增",
    Mark.REMOVED: "删除",
    Mark.CHANGED: "改动",
}
SIGNS = {Mark.LIVE: "▶", Mark.DONE: "✓", Mark.FAULTY: "!", Mark.ADDED: "+", Mark.REMOVED: "−", Mark.CHANGED: "±"}
