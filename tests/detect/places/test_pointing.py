"""Words that point back to a place named before."""

from __future__ import annotations

from place_marks import places, pointing

from outskirts.clean.sentences import sentences
from outskirts.detect.places import PlaceContext, point_back


def test_the_town() -> None:
    assert pointing("Rebels took Toretsk. The town had been shelled for weeks.") == [("The town", "Toretsk", "in")]


def test_there_but_not_there_is() -> None:
    assert pointing("Rebels took Toretsk. People there hid. There was no power.") == [("there", "Toretsk", "in")]


def test_its_outskirts() -> None:
    found = pointing("Rebels took Toretsk and shelled its eastern outskirts.")
    assert found == [("its eastern outskirts", "Toretsk", "outskirts E")]


def test_the_words_around_pointing_words_count() -> None:
    assert pointing("Rebels hold Toretsk. Guns fired south of the town.") == [("the town", "Toretsk", "near S")]
    assert pointing("Rebels held Toretsk. They left the city.") == [("the city", "Toretsk", "from")]


def test_both() -> None:
    found = pointing("Rebels took Dachne and Robotyne. Both villages lie in ruins.")
    assert {name for _, name, _ in found} == {"Dachne", "Robotyne"}


def test_a_city_is_no_hamlet() -> None:
    text = "Troops left Kherson. Robotyne was quiet, and Robotyne is small. The city was dark."
    assert pointing(text)[-1] == ("The city", "Kherson", "in")


def test_the_country_at_war() -> None:
    text = "Russia’s army shelled Sumy in Ukraine. Missiles hit power stations across the country."
    assert pointing(text)[-1][:2] == ("the country", "Ukraine")


def test_a_clause_behind_a_name() -> None:
    assert pointing("They fought for Bakhmut, where snipers hid.") == [("where", "Bakhmut", "in")]
    assert pointing("They hold Robotyne (south of Orikhiv), which was shelled.")[-1] == ("which", "Robotyne", "in")


def test_a_compound_is_no_pointer() -> None:
    assert pointing("Rebels took Toretsk. The city council met.") == []


def test_nothing_named_nothing_meant() -> None:
    assert point_back((), ()) == ()
    assert pointing("The town was quiet.") == []


def test_pointers_keep_the_candidates_of_what_they_mean() -> None:
    text = "Shells fell on Borova. The village burned."
    named = places(text)
    (pointer,) = point_back(sentences(text), named, PlaceContext())
    assert pointer.anaphoric
    assert pointer.candidates == named[0].candidates


def test_what_the_report_is_about_goes_before_the_end_of_a_road() -> None:
    text = "The garrison held Toretsk. Guns hit the road to Kostiantynivka. The town burned."
    assert pointing(text)[-1][:2] == ("The town", "Toretsk")


def test_a_bridge_is_no_city() -> None:
    text = "Rebels held Kherson and blew up the Toretsk bridge. The army denied that they were in the city."
    assert pointing(text)[-1][:2] == ("the city", "Kherson")
