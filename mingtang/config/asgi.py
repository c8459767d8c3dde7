"""The application as Granian serves it."""

import os

from django.core.asgi import get_asgi_application

from mingtang.config.bodies import BoundedBodies
from mingtang.config.examination import examine_engine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")

application = BoundedBodies(get_asgi_application())
examine_engine()
