"""Processes as pictures without a browser: BPMN with its diagram, or laid out by ourselves, to SVG, to words, and compared.

    picture = picture_of(xml)                       # raises Unreadable
    svg = svg_of(picture, {"accept": Mark.LIVE}, name="case-7")
    lines = lines_of(picture, {"accept": Mark.LIVE})     # the same for who does not see it

Colours are classes, not styles. Source of the diagram part: OMG BPMN 2.0.2, chapter 12.
"""

from mingtang.lib.flow.bpmn.faults import Unreadable
from mingtang.lib.flow.drawing.differences import Difference, differences, marks_of_both
from mingtang.lib.flow.drawing.exchange import renamed, with_diagram
from mingtang.lib.flow.drawing.marks import Mark
from mingtang.lib.flow.drawing.picture import Edge, Picture, Shape
from mingtang.lib.flow.drawing.reading import picture_of
from mingtang.lib.flow.drawing.svg import svg_of
from mingtang.lib.flow.drawing.words import Line, lines_of

__all__ = [
    "Difference",
    "Edge",
    "Line",
    "Mark",
    "Picture",
    "Shape",
    "Unreadable",
    "differences",
    "lines_of",
    "marks_of_both",
    "picture_of",
    "renamed",
    "svg_of",
    "with_diagram",
]
