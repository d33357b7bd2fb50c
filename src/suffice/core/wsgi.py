from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from suffice.core.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suffice.settings")
application = get_wsgi_application()
settle()
