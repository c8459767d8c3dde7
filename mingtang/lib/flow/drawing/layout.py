"""Places for a process that was never drawn: layers from left to right, branches below one another."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from mingtang.lib.flow.drawing.elements import CONTAINERS, Connection, Elements, Thing
from mingtang.lib.flow.drawing.picture import Bounds, Point

COLUMN_GAP, ROW_GAP, MARGIN, HEAD = 80.0, 34.0, 30.0, 24.0
BEND = 62.0  # how long before its target a way changes height: room for a label
TASK, EVENT, GATEWAY = (120.0, 80.0), (36.0, 36.0), (50.0, 50.0)


@dataclass
class Places:
    """Where things stand and which way connections take."""

    bounds: dict[str, Bounds] = field(default_factory=dict)
    ways: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    collapsed: set[str] = field(default_factory=set)


def laid_out(elements: Elements) -> Places:
    """Places for all nodes and flows. Pools and lanes get none."""
    places = Places()
    _place_scope("", elements, places)
    return places


def _place_scope(scope: str, elements: Elements, places: Places) -> tuple[float, float]:
    """Place what stands in `scope` with its corner at the origin; answers width and height."""
    inside = [thing for thing in elements.nodes if thing.scope == scope]
    sizes = {thing.id: _size(thing, elements, places) for thing in inside}
    free = [thing.id for thing in inside if not thing.host]
    hosts = {thing.id: thing.host for thing in inside if thing.host in sizes}
    flows = [each for each in elements.connections if each.scope == scope and each.tag == "sequenceFlow"]
    links = [(hosts.get(flow.source, flow.source), hosts.get(flow.target, flow.target)) for flow in flows]
    known = [(source, target) for source, target in links if source in sizes and target in sizes and source != target]
    grid = _Grid(free, known)
    extent = _place_nodes(grid, sizes, places)
    _attach(hosts, places)
    _move_insides(inside, elements, places)
    return _draw_ways(
        [flow for flow in flows if {flow.source, flow.target} <= set(places.bounds)], grid, places, extent
    )


def _size(thing: Thing, elements: Elements, places: Places) -> tuple[float, float]:
    if thing.tag in CONTAINERS:
        width, height = _place_scope(thing.id, elements, places)
        return max(width + 2 * MARGIN, TASK[0]), max(height + MARGIN + HEAD + 12, TASK[1])
    if thing.tag.endswith("Event"):
        return EVENT
    return GATEWAY if thing.tag.endswith("Gateway") else TASK


class _Grid:
    """A layer and a track for each node; long connections hold a place in every layer they cross."""

    def __init__(self, nodes: list[str], links: list[tuple[str, str]]) -> None:
        self.forward = _without_loops(nodes, links)
        self.layer = _layers(nodes, self.forward)
        self.rest = _layers(nodes, [(target, source) for source, target in self.forward])
        self.track: dict[object, float] = {}
        self._settle(nodes)
        self.lefts: dict[int, float] = {}
        self.widths: dict[int, float] = defaultdict(float)
        self.pitch = TASK[1] + ROW_GAP

    def measure(self, sizes: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
        """Give columns and tracks the room that `sizes` need; answers the whole extent."""
        self.pitch = max([TASK[1], *(sizes[node][1] for node in self.layer)]) + ROW_GAP
        for node, layer in self.layer.items():
            self.widths[layer] = max(self.widths[layer], sizes[node][0])
        right = 0.0
        for layer in sorted(self.widths):
            self.lefts[layer], right = right, right + self.widths[layer] + COLUMN_GAP
        return max(right - COLUMN_GAP, 0.0), self.level(max(self.track.values(), default=0.0)) + self.pitch / 2

    def level(self, track: float) -> float:
        """The height of the middle of `track`."""
        return (track - min(self.track.values(), default=0.0) + 0.5) * self.pitch

    def _settle(self, nodes: list[str]) -> None:
        wishes: dict[object, list[float]] = defaultdict(list)
        rows: dict[int, list[object]] = defaultdict(list)
        for node in nodes:
            rows[self.layer[node]].append(node)
        for source, target in self.forward:
            for layer in range(self.layer[source] + 1, self.layer[target]):
                rows[layer].append((source, target, layer))
        for layer in sorted(rows):
            self._settle_layer(rows[layer], wishes)
            for place in rows[layer]:
                self._wish_on(place, wishes)

    def _settle_layer(self, row: list[object], wishes: Mapping[object, list[float]]) -> None:
        """As near as possible to what the nodes before wish for, one track apart."""
        wished = {place: min(wishes[place]) if wishes.get(place) else 0.0 for place in row}
        lowest = -1.0
        for place in sorted(row, key=lambda place: wished[place]):
            lowest = max(wished[place], lowest + 1)
            self.track[place] = lowest

    def _wish_on(self, place: object, wishes: dict[object, list[float]]) -> None:
        """The follower with the longest way before it goes straight on, the others below it."""
        if isinstance(place, tuple):
            source, target, layer = place
            follower = target if layer + 1 == self.layer[target] else (source, target, layer + 1)
            wishes[follower].append(self.track[place])
            return
        followers = [(source, target) for source, target in self.forward if source == place]
        for number, (source, target) in enumerate(sorted(followers, key=lambda link: -self.rest[link[1]])):
            near = self.layer[target] == self.layer[source] + 1
            follower = target if near else (source, target, self.layer[source] + 1)
            wishes[follower].append(self.track[place] + number)


def _without_loops(nodes: list[str], links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`links` without those that lead back on the way from the beginnings; depth first, without recursion."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        after[source].append(target)
    targets = {target for _source, target in links}
    back: set[tuple[str, str]] = set()
    state: dict[str, int] = {}
    for root in sorted(nodes, key=lambda node: (node in targets, nodes.index(node))):
        path = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while path:
            here, following = path[-1]
            follower = next(following, None)
            if follower is None:
                state[here] = 2
                path.pop()
            elif state.get(follower) == 1:
                back.add((here, follower))
            elif follower not in state:
                state[follower] = 1
                path.append((follower, iter(after[follower])))
    return list(dict.fromkeys(link for link in links if link not in back))


def _layers(nodes: list[str], links: list[tuple[str, str]]) -> dict[str, int]:
    """The longest way from a beginning to each node."""
    before, after = dict.fromkeys(nodes, 0), defaultdict(list)
    for source, target in links:
        before[target] += 1
        after[source].append(target)
    layer, ready = dict.fromkeys(nodes, 0), [node for node in nodes if not before[node]]
    while ready:
        node = ready.pop()
        for target in after[node]:
            layer[target] = max(layer[target], layer[node] + 1)
            before[target] -= 1
            if not before[target]:
                ready.append(target)
    return layer


def _place_nodes(grid: _Grid, sizes: Mapping[str, tuple[float, float]], places: Places) -> tuple[float, float]:
    extent = grid.measure(sizes)
    for node, layer in grid.layer.items():
        width, height = sizes[node]
        left = grid.lefts[layer] + (grid.widths[layer] - width) / 2
        places.bounds[node] = Bounds(left, grid.level(grid.track[node]) - height / 2, width, height)
    return extent


def _attach(hosts: Mapping[str, str], places: Places) -> None:
    """Boundary events stand on the lower edge of their host, from the right."""
    count: dict[str, int] = defaultdict(int)
    for event, host in hosts.items():
        around = places.bounds[host]
        count[host] += 1
        places.bounds[event] = Bounds(around.right - 44.0 * count[host], around.bottom - 18, *EVENT)


def _move_insides(inside: list[Thing], elements: Elements, places: Places) -> None:
    """What stands in a sub-process moves with it."""
    for thing in inside:
        if thing.tag in CONTAINERS:
            corner = places.bounds[thing.id]
            _move(thing.id, corner.x + MARGIN, corner.y + HEAD, elements, places)


def _move(scope: str, right: float, down: float, elements: Elements, places: Places) -> None:
    for thing in elements.nodes:
        if thing.scope == scope:
            places.bounds[thing.id] = places.bounds[thing.id].moved(right, down)
            _move(thing.id, right, down, elements, places)
    for each in elements.connections:
        if each.scope == scope and each.id in places.ways:
            places.ways[each.id] = tuple((x + right, y + down) for x, y in places.ways[each.id])


def _draw_ways(
    flows: list[Connection], grid: _Grid, places: Places, extent: tuple[float, float]
) -> tuple[float, float]:
    width, height = extent
    for number, flow in enumerate(flows):
        source, target = places.bounds[flow.source], places.bounds[flow.target]
        if flow.source not in grid.layer and target.centre[1] > source.bottom and target.x > source.right:
            places.ways[flow.id] = _way_down(source, target)
        elif flow.source not in grid.layer or target.x < source.right:
            height += 16.0
            places.ways[flow.id] = _way_back(source, target, height, 8.0 + number % 3 * 4)
        else:
            places.ways[flow.id] = _way_along(flow, grid, source, target)
    return width, height


def _way_along(flow: Connection, grid: _Grid, source: Bounds, target: Bounds) -> tuple[Point, ...]:
    """Right, along the tracks that the connection holds, into the target."""
    points = [(source.right, source.centre[1])]
    for layer in range(grid.layer[flow.source] + 1, grid.layer.get(flow.target, 0)):
        track = grid.track.get((flow.source, flow.target, layer))
        if track is not None:
            level, left = grid.level(track), grid.lefts[layer]
            _turn(points, left, level)
            points.append((left + grid.widths[layer], level))
    _turn(points, grid.lefts[grid.layer[flow.target]], target.centre[1])
    return (*points, (target.x, target.centre[1]))


def _turn(points: list[Point], right: float, level: float) -> None:
    """Go on to `right` at `level`, changing height in the gap before it."""
    before = points[-1][1]
    if before != level:
        bend = right - BEND
        points += [(bend, before), (bend, level)]
    points.append((right, level))


def _way_down(source: Bounds, target: Bounds) -> tuple[Point, ...]:
    """From an event at the foot of a task down to the target's height."""
    x, level = source.centre[0], target.centre[1]
    return ((x, source.bottom), (x, level), (target.x, level))


def _way_back(source: Bounds, target: Bounds, level: float, aside: float) -> tuple[Point, ...]:
    """Out to the right, below everything, and up before the target: the gaps between columns are free."""
    out, back = source.right + aside, target.x - aside
    return (
        (source.right, source.centre[1]),
        (out, source.centre[1]),
        (out, level),
        (back, level),
        (back, target.centre[1] + 12),
        (target.x, target.centre[1] + 12),
    )
