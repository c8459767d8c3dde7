"""The enumerations of requests as fields of the machine interface, with their Chinese labels."""

from typing import Annotated, Literal

from mingtang.domains.disclosure.requests.replies import reply_kinds
from mingtang.domains.disclosure.requests.rules import (
    APPLICANTS,
    CARRIERS,
    CHANNELS,
    COURSES,
    RESULTS,
    STATES,
    WAYS,
    Applicant,
    Channel,
    Course,
    Result,
    State,
)
from mingtang.ui.rest.fields import labelled

DisclosureApplicant = Annotated[Applicant, labelled(APPLICANTS)]
DisclosureChannel = Annotated[Channel, labelled(CHANNELS)]
DisclosureState = Annotated[State, labelled(STATES)]
DisclosureCourse = Annotated[Course, labelled(COURSES)]
DisclosureResult = Annotated[Result, labelled(RESULTS)]
DisclosureWay = Annotated[Literal["mail", "email", "pickup", "fax", "online"], labelled(WAYS)]
DisclosureCarrier = Annotated[Literal["paper", "electronic", "disc", "copy"], labelled(CARRIERS)]
REPLY_CODES = "、".join(f"{code} {kind.name}" for code, kind in reply_kinds().items())
