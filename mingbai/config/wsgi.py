"""What a web server loads: the desk that DATABASE_URL names, answering requests."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from mingbai.config.databases import DESK

BETWEEN_REQUESTS = 600  # seconds a thread keeps its connection for the next request; jobs and commands keep none

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
application = get_wsgi_application()
connections.settings[DESK] |= {"CONN_MAX_AGE": BETWEEN_REQUESTS, "CONN_HEALTH_CHECKS": True}
