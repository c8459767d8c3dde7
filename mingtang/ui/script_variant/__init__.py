"""Simplified to traditional characters, for whole pages (`traditional_page`) and for texts (`traditional`)."""

from mingtang.ui.script_variant.convert import traditional, traditional_page

__all__ = ["traditional", "traditional_page"]
