"""The peer: the same rows as pages, with Django's templates, sessions, languages and headers on."""

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import Http404
from django.shortcuts import render
from django.urls import path

HERE = Path(__file__).parent
SERVICES = json.loads(Path(sys.argv[1]).read_text())["services"]
BY_ID = {service["id"]: service for service in SERVICES}

settings.configure(
    DEBUG=False,
    SECRET_KEY="only for measuring",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_I18N=True,
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [HERE / "views"]}],
)
django.setup()


def find(request, lang):
    q = request.GET.get("q", "")
    words = q.lower().split()
    found = [
        s for s in SERVICES if all(w in f"{s['name']} {s.get('description', '')}".lower() for w in words)
    ]
    context = {"lang": lang, "q": q, "total": len(found), "hits": found[:20], "languages": ["it", "en", "fr", "ar", "ro", "sq"]}
    return render(request, "find.html", context)


def card(request, lang, service):
    if service not in BY_ID:
        raise Http404
    return render(request, "card.html", {"lang": lang, "service": BY_ID[service]})


urlpatterns = [path("<str:lang>/find", find), path("<str:lang>/services/<str:service>", card)]
application = get_wsgi_application()

if __name__ == "__main__":
    from waitress import serve

    serve(application, host="127.0.0.1", port=int(sys.argv[2]), threads=8)
