"""What tests of pages share."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.world import World

FRAME = 6
"""Statements of every page of the workbench: session, account, appointment, rights, unread notices, waiting tasks."""


def text(response: HttpResponse) -> str:
    """The page as it is sent."""
    return response.content.decode()


def opened(world: World, name: str) -> Client:
    """A browser that has opened the workbench already, so that counting starts with the page in question."""
    client = world.client(name)
    client.get(reverse("organ_tree"))
    return client
