"""What a web server loads: the desk that DATABASE_URL names, answering requests."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
application = get_wsgi_application()
