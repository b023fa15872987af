"""Pages, their twins and the API, over a ledger with three small reports."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from desks import BASE, TOKEN
from marsad.model import Verdict
from marsad.run.ledger import Ledger
from marsad.web.app import create_app
from marsad.web.security import Door

PAGES = (
    "/ /documents /documents/one /add /events /map /timeline /tallies /control /sources /places /parties /pairs "
    "/activity /exports /methodology /settings /search?q=Harga"
).split()
TWINS = (
    "/inbox.json /documents.json /documents/one.json /events.json /map.json /timeline.json /tallies.json /control.json "
    "/sources.json /places.json /parties.json /pairs.json /activity.json /exports.json /methodology.json "
    "/search.json?q=Harga"
).split()
HTML = {"accept": "text/html"}


def claims(client: TestClient, **filters: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/api/v1/claims", params=filters).json()["rows"]
    return rows


def judge(client: TestClient, claim: dict[str, Any], **said: Any) -> Any:
    return client.post(f"/api/v1/claims/{claim['id']}/decision", json={"if_version": claim["version"], **said})


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_there(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert len(re.findall("<h1", page.text)) == 1
    assert re.search(r'<html lang="en">', page.text)


def test_each_page_is_there_before_anything_was_read(ledger: Ledger) -> None:
    app = create_app(ledger, Door(TOKEN, reusable=True), "ana")
    empty = TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}", **HTML})
    assert "Give it a report" in empty.get("/").text
    assert {path: empty.get(path).status_code for path in PAGES if path != "/documents/one"} == {
        path: 200 for path in PAGES if path != "/documents/one"
    }


@pytest.mark.parametrize("path", TWINS)
def test_each_view_has_a_twin(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.json()["ok"] is True


@pytest.mark.parametrize("path", ["/nowhere", "/documents/none", "/claims/none", "/events/none", "/places/none"])
def test_what_is_not_there_is_said_in_a_sentence(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 404
    assert "There is no" in page.text
    reply = client.get(path).json()
    assert reply["ok"] is False
    assert reply["status"] == 404
    assert reply["errors"] == [reply["error"]]


# reading


def test_a_document_shows_its_text_and_its_claims(reader: TestClient) -> None:
    page = reader.get("/documents/one", headers=HTML).text
    assert "12 people were killed in Harga" in page
    assert 'data-mark="1"' in page
    twin = reader.get("/documents/one.json").json()
    assert [claim["number"] for claim in twin["claims"]] == [1, 2]
    text = "".join(piece["text"] for line in twin["paragraphs"] for piece in line)
    assert "residents said" in text


def test_text_beyond_the_plane_of_most_scripts_keeps_its_offsets(reader: TestClient) -> None:
    [row] = reader.get("/documents/two.json").json()["claims"]
    assert row["evidence"][0]["text"] == "15 people were killed in Harga"


def test_pages_go_on_where_the_one_before_ended(reader: TestClient) -> None:
    seen: list[str] = []
    path: str | None = "/api/v1/claims?limit=2"
    while path:
        reply = reader.get(path).json()
        seen += [row["id"] for row in reply["rows"]]
        path = reply["next_url"]
    assert len(seen) == len(set(seen)) == 4


@pytest.mark.parametrize(
    ("order", "figures"),
    [
        ("added", ["12", "3", "15", "7"]),
        ("newest", ["7", "15", "3", "12"]),
        ("day", ["7", "12", "3", "15"]),
        ("published", ["7", "12", "3", "15"]),
    ],
)
def test_claims_come_in_the_order_asked_for_on_every_page(client: TestClient, order: str, figures: list[str]) -> None:
    client.post("/api/v1/documents/three/published", json={"value": "2024-05-01"})
    seen: list[str] = []
    path: str | None = f"/api/v1/claims?_sort={order}&limit=1"
    while path:
        reply = client.get(path).json()
        seen += [row["figure"] for row in reply["rows"]]
        path = reply["next_url"]
    assert seen == figures


def test_claims_are_found_by_their_source_as_it_is_known_or_else_as_it_is_printed(client: TestClient) -> None:
    def told_by(source: str) -> str:
        said = {"words": "residents said", "fields": {"kind": "injured", "source": source}}
        return str(client.post("/api/v1/documents/one/claims", json=said).json()["row"]["id"])

    one, other = told_by("Residents"), told_by("state media")
    client.post(f"/api/v1/claims/{other}/correction", json={"slot": "source", "entities": ["sana"]})
    assert [row["id"] for row in claims(client, speaker="residents")] == [one]
    assert [row["id"] for row in claims(client, speaker="sana")] == [other]
    assert [row["id"] for row in claims(client, speaker="SANA news agency")] == [other], "another name of the same"
    assert claims(client, speaker="residents", kind="killed") == []
    assert claims(client, speaker="said") == claims(client, speaker='"') == []
    page = client.get("/?speaker=residents&status=accepted", headers=HTML).text
    assert 'name="speaker" value="residents"' in page


def test_a_source_shows_what_people_made_of_its_claims_by_kind(client: TestClient) -> None:
    def told(kind: str, words: str) -> dict[str, Any]:
        said = {"words": words, "fields": {"kind": kind, "source": "state media"}}
        row = client.post("/api/v1/documents/one/claims", json=said).json()["row"]
        path = f"/api/v1/claims/{row['id']}"
        reply = client.post(f"{path}/correction", json={"slot": "source", "entities": ["sana"]}).json()
        corrected: dict[str, Any] = reply["row"]
        return corrected

    told("injured", "residents said")
    judge(client, told("attack", "residents"), decision="reject", reason="not-a-claim")
    judge(client, told("attack", "residents said"), decision="defer")
    judge(client, told("killed", "residents said"), decision="reopen", reason="to look again")
    rows = client.get("/sources/sana.json").json()["source"]["judged"]
    none = {"accepted": 0, "edited": 0, "rejected": 0, "not_judged": 0}
    assert {row.pop("kind"): row for row in rows} == {
        "injured": none | {"accepted": 1},
        "attack": none | {"rejected": 1, "not_judged": 1},
        "killed": none | {"not_judged": 1},
    }
    page = client.get("/sources/sana", headers=HTML).text
    assert "What people made of its claims" in page
    assert "Nobody judged any yet" not in page
    assert [row["kind"] for row in claims(client, status="rejected", kind="attack", speaker="sana")] == ["attack"]


def test_filters_narrow(reader: TestClient) -> None:
    assert len(claims(reader, q="Dabra")) == 1
    assert len(claims(reader, document="two")) == 1
    assert claims(reader, status="accepted") == []
    assert len(reader.get("/api/v1/documents", params={"date_from": "2024-05-29"}).json()["rows"]) == 1


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/api/v1/claims?status=liked", "status=liked is none"),
        ("/api/v1/claims?_sort=joy", "_sort=joy is no order; give added, newest, day, published."),
        ("/api/v1/claims?date_from=yesterday", "is no day"),
        ("/api/v1/events?bbox=1,2,3", "is no box"),
        ("/api/v1/events?bbox=0,0,0,91", "not on earth"),
        ("/api/v1/claims?_next=here", "is no page of this list"),
        ("/api/v1/events?_next=%F0%9F%98%80", "no place in this list"),
        ("/tallies.json?measure=joy", "is not counted"),
        ("/tallies.json?by=mood", "cannot be told apart"),
        ("/tallies.json?rule=best", "is no policy"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(reader: TestClient, path: str, says: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 400
    assert says in answer.json()["error"]


# judging


def test_a_judgement_is_kept_and_shown(client: TestClient, filled: Ledger) -> None:
    claim = claims(client)[0]
    reply = judge(client, claim, decision="accept").json()
    assert reply["row"]["state"] == "accepted"
    assert reply["undo"] == "Undo: accept"
    [judgement] = filled.judgements(claim["id"])
    assert (judgement.by, judgement.verdict) == ("ana", Verdict.ACCEPT)


def test_rejecting_needs_a_reason(client: TestClient) -> None:
    claim = claims(client)[0]
    assert judge(client, claim, decision="reject").status_code == 422
    assert judge(client, claim, decision="reject", reason="not-a-claim", comment="population").status_code == 200


def test_nobody_overwrites_what_another_judged(client: TestClient) -> None:
    claim = claims(client)[0]
    judge(client, claim, decision="accept")
    late = judge(client, claim, decision="reject", reason="other")
    assert late.status_code == 409
    assert late.json()["row"]["state"] == "accepted"
    assert judge(client, late.json()["row"], decision="reject", reason="other").status_code == 200


def test_of_fifty_at_once_one_wins_and_nothing_is_lost(client: TestClient, filled: Ledger) -> None:
    claim = claims(client)[0]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: judge(client, claim, decision="accept").status_code, range(50)))
    assert sorted(set(answers)) == [200, 409]
    assert answers.count(200) == len(filled.judgements(claim["id"])) == 1


def test_undo_and_redo(client: TestClient) -> None:
    claim = claims(client)[0]
    judge(client, claim, decision="accept")
    undone = client.post("/api/v1/undo", json={}).json()
    assert undone["rows"][0]["state"] == "suggested"
    assert undone["undo"] == ""
    redone = client.post("/api/v1/redo").json()
    assert redone["rows"][0]["state"] == "accepted"
    assert client.post("/api/v1/redo").status_code == 409


def test_any_judgement_on_record_can_be_undone(client: TestClient) -> None:
    first, second = claims(client)[:2]
    judge(client, first, decision="accept")
    judge(client, second, decision="defer")
    said = client.get("/activity.json").json()["rows"]
    [earlier] = [one["id"] for entry in said for one in entry["judgements"] if one["subject"] == first["id"]]
    assert client.post("/api/v1/undo", json={"activity_id": earlier}).json()["rows"][0]["state"] == "suggested"
    assert "Undone" in client.get("/activity", headers=HTML).text


def test_an_edit_stands_beside_what_was_read(client: TestClient) -> None:
    claim = claims(client, q="Dabra")[0]
    reply = client.patch(f"/api/v1/claims/{claim['id']}", json={"fields": {"number": "4", "target": "civilians"}})
    row = reply.json()["row"]
    assert row["state"] == "edited"
    assert row["figure"] == "4"
    assert {edit["field"]: (edit["read"], edit["now"]) for edit in row["edits"]} == {
        "number": (3, "4"),
        "target": (None, "civilians"),
    }
    assert "As read" in client.get(f"/claims/{claim['id']}", headers=HTML).text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"number": "many"}, 400),
        ({"id": "c"}, 400),
        ({"start": "2000-01-01", "end": "1999-01-01"}, 400),
        ({"number": "3"}, 422),
        ({}, 422),
    ],
)
def test_edits_that_cannot_be_are_refused(client: TestClient, fields: dict[str, str], status: int) -> None:
    claim = claims(client, q="Dabra")[0]
    assert client.patch(f"/api/v1/claims/{claim['id']}", json={"fields": fields}).status_code == status
    assert claims(client, q="Dabra")[0]["state"] == "suggested"


def test_all_of_a_filter_are_judged_only_if_they_are_as_many_as_seen(client: TestClient) -> None:
    asked = {"filter": {"q": "Harga", "status": "suggested"}, "decision": "accept"}
    refused = client.post("/api/v1/claims/bulk", json=asked | {"expect_count": 2})
    assert refused.status_code == 409
    assert refused.json()["count"] == 3
    assert claims(client, status="accepted") == []
    assert client.post("/api/v1/claims/bulk", json=asked | {"expect_count": 3}).json()["count"] == 3
    assert len(claims(client, status="accepted")) == 3
    client.post("/api/v1/undo", json={})
    assert claims(client, status="accepted") == []


def test_a_day_of_publication_is_set_and_taken_back(client: TestClient) -> None:
    assert client.get("/documents/three.json").json()["document"]["needs_date"]
    assert client.post("/api/v1/documents/three/published", json={"value": "2024-05-30"}).status_code == 200
    assert client.get("/documents/three.json").json()["document"]["published"] == "2024-05-30"
    client.post("/api/v1/undo", json={})
    assert client.get("/documents/three.json").json()["document"]["needs_date"]


# events


def event(client: TestClient) -> dict[str, Any]:
    rows = client.get("/events.json", params={"q": "Harga", "date_to": "2030-01-01"}).json()["rows"]
    found: dict[str, Any] = rows[0] if rows else client.get("/events.json").json()["rows"][0]
    return found


def test_events_lead_to_their_claims(reader: TestClient) -> None:
    found = event(reader)
    twin = reader.get(f"/events/{found['id']}.json").json()
    assert twin["figures"][0]["used"]
    assert reader.get(f"/events/{found['id']}", headers=HTML).status_code == 200
    assert reader.get(f"/events/{found['id']}/history", headers=HTML).status_code == 200


def test_events_can_be_taken_as_one_and_told_apart_again(client: TestClient) -> None:
    rows = client.get("/events.json").json()["rows"]
    one, other = rows[0]["id"], rows[1]["id"]
    tried = client.get(f"/api/v1/events/{one}/merge", params={"event": other}).json()
    assert tried["now"]
    assert tried["together"]
    assert client.post(f"/api/v1/events/{one}/merge", json={"event": other}).status_code == 422
    assert client.post(f"/api/v1/events/{one}/merge", json={"event": other, "comment": "same hour"}).status_code == 200
    assert len(client.get("/events.json").json()["rows"]) == len(rows) - 1
    client.post("/api/v1/undo", json={})
    assert len(client.get("/events.json").json()["rows"]) == len(rows)


def test_an_event_cannot_be_split_into_nothing(client: TestClient) -> None:
    found = event(client)
    ids = [
        claim["id"]
        for column in client.get(f"/events/{found['id']}.json").json()["columns"]
        for claim in column["claims"]
    ]
    for names in (["c-none"], ids):
        assert client.post(f"/api/v1/events/{found['id']}/split", json={"claims": names}).status_code == 422


def test_the_map_has_all_events_in_few_words(reader: TestClient) -> None:
    data = reader.get("/map.json").json()
    assert {len(row) for row in data["rows"]} == {len(data["columns"])}
    place = data["columns"].index("place")
    assert "Harga" in {row[place] for row in data["rows"]}
    features = reader.get("/api/v1/events.geojson").json()["features"]
    assert features[0]["geometry"]["coordinates"] == [36.5, 35.5]


def test_events_are_a_collection_of_features(reader: TestClient) -> None:
    path = "/collections/events/items"
    all_of_them = reader.get(path).json()
    assert all_of_them["numberMatched"] == all_of_them["numberReturned"] == len(all_of_them["features"]) == 2
    first = reader.get(path, params={"limit": 1}).json()
    follow = next(link["href"] for link in first["links"] if link["rel"] == "next")
    second = reader.get(follow).json()
    assert [each["id"] for each in first["features"] + second["features"]] == [
        each["id"] for each in all_of_them["features"]
    ]
    assert reader.get(path, params={"datetime": "2024-05-29/.."}).json()["numberMatched"] == 1
    assert reader.get(path, params={"datetime": "2024-05-28"}).json()["numberMatched"] == 1
    assert reader.get(path, params={"bbox": "0,0,1,1"}).json()["numberMatched"] == 0
    turned = reader.get(path, params={"sortby": "start"}).json()["features"]
    assert [each["id"] for each in turned] == [each["id"] for each in all_of_them["features"]][::-1]
    assert reader.get(path, params={"f": "csv"}).text.count("\r\n") == 3
    page = reader.get(path, params={"f": "html", "datetime": "2024-05-29/.."}, follow_redirects=False)
    assert page.headers["location"] == "/events?date_from=2024-05-29"
    [described] = reader.get("/collections").json()["collections"]
    assert described["extent"]["temporal"]["interval"] == [["2024-05-28", "2024-05-29"]]
    assert reader.get("/collections/events").json() == described


# what claims need


def test_claims_are_found_by_what_they_need(client: TestClient) -> None:
    assert [row["document"] for row in claims(client, needs="date")] == ["three"]
    assert [row["place"] for row in claims(client, needs="place")] == ["Dabra"]
    assert claims(client, needs="conflict") == []
    assert claims(client, needs="date", status="accepted") == []
    assert client.get("/api/v1/claims", params={"needs": "love"}).status_code == 400
    client.get("/events")
    assert client.get("/inbox.json").json()["needs"] == {"date": 1, "place": 1, "conflict": 0}
    judge(client, claims(client, needs="date")[0], decision="accept")
    client.get("/events")
    assert client.get("/inbox.json").json()["needs"]["date"] == 0


def test_claims_that_contradict_one_another_are_found(client: TestClient) -> None:
    one, other = (row["id"] for row in client.get("/events.json").json()["rows"] if row["place"] == "Harga")
    client.post(f"/api/v1/events/{one}/merge", json={"event": other, "comment": "the same"})
    assert {"12", "15"} <= {row["figure"] for row in claims(client, needs="conflict")}
    [event] = [row for row in client.get("/events.json").json()["rows"] if row["place"] == "Harga"]
    assert claims(client, needs="conflict", grade=event["grade"]) == claims(client, needs="conflict")
    assert claims(client, needs="conflict", grade="discounted") == []


def test_claims_are_listed_by_the_inbox(reader: TestClient) -> None:
    answer = reader.get("/claims", params={"needs": "place", "status": "suggested"}, follow_redirects=False)
    assert answer.headers["location"] == "/?status=suggested&needs=place"


def test_claims_are_found_by_their_event(client: TestClient) -> None:
    event = client.get("/api/v1/events").json()["rows"][0]
    found = claims(client, event=event["id"])
    assert len(found) == event["claims"]
    assert {member["id"] for claim in found for member in claim["events"] if member["sort"] == "event"} == {event["id"]}
    assert claims(client, event="e-none") == []


def test_no_day_of_publication_is_lost_where_two_set_it(client: TestClient) -> None:
    path = "/api/v1/documents/three/published"
    assert client.post(path, json={"value": "2024-05-30", "if_version": ""}).status_code == 200
    late = client.post(path, json={"value": "2024-05-31", "if_version": ""})
    assert (late.status_code, late.json()["day"]) == (409, "2024-05-30")
    assert client.post(path, json={"value": "2024-05-31", "if_version": "2024-05-30"}).status_code == 200


def test_no_flag_is_lost_where_two_flag_a_field(client: TestClient) -> None:
    claim = claims(client)[0]
    path = f"/api/v1/claims/{claim['id']}/flag"
    said = {"field": "number", "value": "wrong", "if_version": ""}
    assert client.post(path, json=said).status_code == 200
    assert client.post(path, json=said | {"value": "right"}).status_code == 409
    there = client.get(f"/claims/{claim['id']}.json").json()["flags"]["number"]
    assert client.post(path, json=said | {"value": "right", "if_version": there["id"]}).status_code == 200
    assert client.post(path, json=said | {"field": "place"}).status_code == 200


def test_the_log_tells_programs_who_decided_what(client: TestClient) -> None:
    first = client.get("/api/v1/activity").json()
    assert [row["number"] for row in first["rows"]] == list(range(1, first["next"] + 1))
    claim = claims(client)[0]
    client.post(f"/api/v1/claims/{claim['id']}/decision", json={"decision": "accept"})
    [entry] = client.get("/api/v1/activity", params={"since": first["next"]}).json()["rows"]
    [said] = entry["judgements"]
    assert (said["subject"], said["verdict"], said["by"]) == (claim["id"], "accept", "ana")
    assert client.get("/api/v1/activity", params={"since": entry["number"]}).json()["rows"] == []


def test_a_tally_by_grade_goes_by_the_grade_that_a_person_gave(client: TestClient) -> None:
    def grades() -> set[str]:
        rows = client.get("/api/v1/tallies", params={"by": "grade"}).json()["rows"]
        return {part["value"] for row in rows for part in row["key"]}

    before = grades()
    assert "discounted" not in before
    for row in client.get("/api/v1/events").json()["rows"]:
        said = {"grade": "discounted", "comment": "made up"}
        assert client.post(f"/api/v1/events/{row['id']}/grade", json=said).status_code == 200
    assert grades() == {"discounted"}
    client.post("/api/v1/undo", json={})
    assert grades() != {"discounted"}


def test_all_that_need_something_are_judged_at_once(client: TestClient) -> None:
    body = {"filter": {"needs": "place"}, "expect_count": 1, "decision": "defer"}
    assert client.post("/api/v1/claims/bulk", json=body).json()["count"] == 1
    [row] = claims(client, needs="place")
    assert row["state"] == "deferred"


def test_fields_are_flagged_for_whoever_reads_next(client: TestClient) -> None:
    claim = claims(client)[0]
    path = f"/api/v1/claims/{claim['id']}/flag"
    assert client.post(path, json={"field": "colour", "value": "wrong"}).status_code == 400
    said = {"field": "number", "value": "wrong", "comment": "the report says 21"}
    assert client.post(path, json=said).json()["row"]["version"] == claim["version"]
    flags = client.get(f"/claims/{claim['id']}.json").json()["flags"]
    assert (flags["number"]["value"], flags["number"]["reason"]) == ("wrong", "the report says 21")
    assert client.get(f"/documents/{claim['document']}.json").json()["claims"][0]["flagged"] == ["number"]
    client.post(path, json={"field": "number", "value": ""})
    assert client.get(f"/claims/{claim['id']}.json").json()["flags"] == {}


def test_reports_of_much_the_same_text_are_named(client: TestClient) -> None:
    lines = client.get("/documents/one.json").json()["paragraphs"]
    again = {"text": "\n".join("".join(piece["text"] for piece in line) for line in lines), "outlet": "The Copy"}
    name = client.post("/api/v1/documents", json=again | {"published": "2024-06-02"}).json()["ids"][0]
    client.get("/events")
    [copy] = client.get(f"/documents/{name}.json").json()["document"]["copies"]
    assert (copy["id"], copy["first"]) == ("one", True)
    [other] = client.get("/documents/one.json").json()["document"]["copies"]
    assert (other["id"], other["first"]) == (name, False)
    assert "Much the same text" in client.get("/documents/one", headers=HTML).text


def test_reports_say_how_far_they_are(client: TestClient) -> None:
    def stage() -> str:
        return str(client.get("/documents/one.json").json()["document"]["stage"])

    assert stage() == "extracted"
    for claim, said in zip(claims(client, document="one"), ("in_review", "done"), strict=True):
        judge(client, claim, decision="accept")
        assert stage() == said


# exports


@pytest.mark.parametrize("what", ["events", "claims"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson", "gpkg"])
def test_exports_are_packed_with_their_manifest(reader: TestClient, what: str, form: str) -> None:
    answer = reader.get("/exports/file", params={"what": what, "format": form})
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_an_export_is_ordered_by_programs(reader: TestClient) -> None:
    reply = reader.post("/api/v1/exports", json={"what": "claims", "format": "csv", "q": "Harga"}).json()
    assert reply["rows"] == 3
    assert reader.get(reply["file"]).content[:2] == b"PK"
    assert reader.post("/api/v1/exports", json={"what": "claims", "q": "nowhere"}).status_code == 422


def test_events_come_as_a_table(reader: TestClient) -> None:
    answer = reader.get("/api/v1/events.csv", params={"q": "Harga"})
    assert answer.headers["content-type"].startswith("text/csv")
    header, *rows = answer.text.split("\r\n")[:-1]
    assert header.startswith("id,title,kind,grade")
    assert len(rows) == 2


def test_an_empty_export_is_refused_and_not_written(reader: TestClient) -> None:
    answer = reader.get("/exports/file", params={"what": "claims", "status": "accepted"})
    assert answer.status_code == 422
    assert "nothing to export" in answer.json()["error"]


# adding


def test_pasted_text_becomes_a_document_with_claims(client: TestClient) -> None:
    reply = client.post("/api/v1/documents", json={"text": "6 people were killed in Harga.", "published": "2024-06-01"})
    assert reply.json()["claims"] == 1
    assert client.get(f"/documents/{reply.json()['ids'][0]}", headers=HTML).status_code == 200


def test_what_cannot_be_read_is_said(client: TestClient) -> None:
    assert client.post("/api/v1/documents", json={"text": "   "}).status_code == 400
    assert client.post("/api/v1/documents", json={"text": "x", "published": "soon"}).status_code == 400
    reply = client.post("/api/v1/documents/files", files={"file": ("empty.txt", b"", "text/plain")}).json()
    assert reply["documents"] == 0
    assert "empty.txt" in reply["refused"][0]


def test_names_that_wait_are_settled_in_all_their_claims_at_once(client: TestClient) -> None:
    queue = client.get("/places.json").json()["queue"]
    assert [(row["name"], row["claims"]) for row in queue] == [("Dabra", 1)]
    asked = {"slot": "place", "name": "Dabra", "entities": ["geonames:172057"]}
    assert client.post("/api/v1/names", json=asked | {"expect_count": 9}).status_code == 409


def test_a_name_that_was_settled_waits_again_after_one_undo(client: TestClient) -> None:
    for document, words in (("one", "residents said"), ("two", "At dawn")):
        said = {"words": words, "fields": {"kind": "attack", "actor": "the Oakmen"}}
        client.post(f"/api/v1/documents/{document}/claims", json=said)

    def waiting() -> list[int]:
        return [row["claims"] for row in client.get("/parties.json").json()["queue"] if row["name"] == "the Oakmen"]

    assert waiting() == [2]
    asked = {"slot": "actor", "name": "the Oakmen", "entities": ["syria"], "expect_count": 2}
    assert client.post("/api/v1/names", json=asked).json()["undo"] == "Undo: correct actor (2 claims)"
    assert waiting() == []
    assert {row["document"] for row in claims(client, party="syria")} == {"one", "two"}
    client.post("/api/v1/undo", json={})
    assert waiting() == [2]


def test_openapi_names_every_route_of_the_api(reader: TestClient) -> None:
    paths = reader.get("/api/v1/openapi.json").json()["paths"]
    assert "/api/v1/claims/{claim_id}/decision" in paths
    assert "/inbox.json" in paths


# what was known


def test_views_can_be_asked_what_was_known_by_a_day(client: TestClient) -> None:
    early = {"as_of": "2024-05-28"}
    assert len(client.get("/events.json").json()["rows"]) > len(client.get("/events.json", params=early).json()["rows"])
    assert len(client.get("/map.json", params=early).json()["rows"]) == len(
        client.get("/events.json", params=early).json()["rows"]
    )
    assert client.get("/tallies", params=early, headers=HTML).status_code == 200
    assert client.get("/events.json", params={"as_of": "soon"}).status_code == 400


def test_towns_are_named_by_size(reader: TestClient) -> None:
    rows = reader.get("/api/v1/towns", params={"bbox": "36,35,38,37"}).json()["rows"]
    assert rows[0][0] == "Aleppo"
    assert all(35 <= latitude <= 37 and 36 <= longitude <= 38 for _, latitude, longitude in rows)


def test_an_unforeseen_fault_is_a_sentence(filled: Ledger) -> None:
    app = create_app(filled, Door(TOKEN, reusable=True), "ana")
    app.state.desk.ledger = None
    quiet = TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"}, raise_server_exceptions=False)
    answer = quiet.get("/api/v1/claims")
    assert answer.status_code == 500
    assert "please report it" in answer.json()["error"]


def test_the_largest_sums_come_first_where_no_time_orders_them(client: TestClient) -> None:
    client.post("/api/v1/documents", json={"text": "99 people were killed in Harga.", "published": "2024-07-01"})
    lows = [cell["low"] for cell in client.get("/tallies.json", params={"by": "place"}).json()["cells"]]
    assert lows == sorted(lows, reverse=True)
    days = [cell["key"][0]["value"] for cell in client.get("/tallies.json", params={"by": "month"}).json()["cells"]]
    assert days == sorted(days)
    assert len(days) > 1
