"""The application as Granian serves it."""

import os

from django.core.asgi import get_asgi_application

from mingtang.config.bodies import BoundedBodies
from mingtang.config.examination import examine_engine
from mingtang.config.stored_pages import with_stored_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")

application = with_stored_pages(BoundedBodies(get_asgi_application()), counts=True)
examine_engine()
