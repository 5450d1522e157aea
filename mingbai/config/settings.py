"""Django's settings for the desk; what differs from place to place comes from the surroundings."""

import os
import secrets

from mingbai.config.databases import named_in
from mingbai.config.stages import STAGES

DEBUG = False
SECRET_KEY = os.environ.get("MINGBAI_SECRET_KEY") or secrets.token_urlsafe(48)  # sessions end with the process
ALLOWED_HOSTS: list[str] = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = ["pgtrigger", "pghistory", "procrastinate.contrib.django", *(f"mingbai.{stage}" for stage in STAGES)]
DATABASES = named_in(os.environ)
AUTH_USER_MODEL = "offices.Officer"  # whom pghistory means by a user; accounts to log in with are another matter
DATABASE_ROUTERS = ["mingbai.config.databases.OnlyTheOwnerMigrates"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # a stage is asked for its jobs when one is wanted
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
