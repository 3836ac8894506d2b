"""Reads vCards and calendars of some services with independent libraries: readers.py ADDRESS SITE."""

import json
import sys
import urllib.error
import urllib.request

import icalendar
import vobject

ADDRESS, SITE = sys.argv[1:3]
MOST = 60


def get(path):
    try:
        with urllib.request.urlopen(ADDRESS + path) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as refused:
        if refused.code == 404:
            return None
        raise


with urllib.request.urlopen(f"{ADDRESS}/api/hsds/v3/services?per_page=500") as answer:
    services = json.load(answer)["contents"]
some = services[:: max(1, len(services) // MOST)]
cards = events = absent = 0
errors = []
for number, service in enumerate(some):
    lang = ["it", "en", "ar"][number % 3]
    for file in ("contact.vcf", "hours.ics"):
        text = get(f"/{lang}/services/{service['id']}/{file}")
        if text is None:
            absent += 1
            continue
        try:
            if file == "contact.vcf":
                card = vobject.readOne(text)
                assert card.name == "VCARD" and card.fn.value
                cards += 1
            else:
                calendar = icalendar.Calendar.from_ical(text)
                found = [event for event in calendar.walk("VEVENT")]
                assert found and all(event.get("UID") and event.get("DTSTART") for event in found)
                assert not calendar.errors and not any(event.errors for event in found)
                events += len(found)
        except Exception as error:  # noqa: BLE001 - whatever the library says is a finding
            errors.append(f"{service['id']}/{file}: {type(error).__name__} {error}"[:160])
figures = f"{cards} vCards (vobject), {events} events (icalendar), {absent} services without, {len(errors)} errors {'; '.join(errors[:3])}"
print(json.dumps({"name": f"{SITE}: vCard and iCalendar", "ok": cards > 0 and events > 0 and not errors, "figures": figures}))
