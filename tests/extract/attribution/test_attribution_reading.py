"""Sentences with the answer marked: {source} [content], as they stand in the text."""

from __future__ import annotations

import re
from datetime import date

import pytest

from outskirts.clean.parse import Parser
from outskirts.clean.sentences import sentences
from outskirts.extract.attribution import Heard, find_attributions, hear
from outskirts.vocabulary import Days, Span, Stance, TimeMention

MARKS = re.compile(r"[{}\[\]]")


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


def heard(parser: Parser, text: str, outlet: str = "") -> Heard:
    return hear(parser.parse(sentences(text)), text, outlet=outlet)


def speakers(parser: Parser, text: str, word: str, outlet: str = "") -> list[str]:
    return [s.name for s in heard(parser, text, outlet).voices.speakers_at(text.index(word))]


MARKED = [
    # the clause after, before and around its verb
    "{The governor} said [that two people had been killed in Zolochiv].",
    "{The governor} told reporters [the bridge had been destroyed].",
    "[The bridge had been destroyed], {the mayor} said.",
    "[The bridge had been destroyed], said {the mayor, Olena Koval}.",
    "[Soldiers were trying to cross], {he} said, [and the defenders were resisting].",
    "[Russian forces], {the ministry} said, [had entered the village].",
    "{The air force} reported [that 58 drones were shot down; that 21 were lost; and that debris hit a house].",
    "[The brigade had lost half of its men], {two officers} told Reuters, speaking on condition of anonymity.",
    "[Nine soldiers died near the airport], {the National Defence Force (NDF)} said.",
    "The town, which {officials} say [has fallen], lies on the river.",
    # a source that the parse hangs on a name before its comma
    "[Government troops have entered the eastern outskirts of Idlib], {a spokesman for the army} said on Monday.",
    "[Rebels pulled out of Hasakah], {an aid worker in the city} said.",
    "[Troops retook Palmyra], {a ministry spokesperson in Damascus} announced on Friday.",
    "[The army regained Kunduz], {Kabul's general staff} said, [and the rebels fled].",
    "[Twelve people died in Omdurman, the twin city of Khartoum], {residents and a doctor} said.",
    "[A shell hit the market of Agdam], {Armenian and Azeri officials} said on Tuesday.",
    "[Two bridges fell near Sake], {the president's spokesman, Paul Kasongo}, told reporters.",
    "After the town fell, {officials} said [the road was cut].",
    # quotations
    "[“We hold the whole town,”] {the commander} told reporters.",
    "[``We hold the whole town,''] said {the commander}.",
    "[“We hold the town,”] {the colonel} said. [“Nobody has left. We are ready.”]",
    "{The colonel} said: [“We hold the town. Nobody has left.”]",
    "[“They burned it all.”] — {Maria Kovalenko}",
    # according to, nouns, adverbs
    "According to {the general staff}, [the attack near Siversk was repelled].",
    "[Two civilians were wounded], according to {the regional police}.",
    "[Militants have seized], according to {local officials}, [two villages near Goma].",
    "{Kyiv's} claim [that the town was taken] could not be checked.",
    # denials, charges, plans, requests, judgements
    "{The ministry} denied [that its troops had left Kupiansk].",
    "{The army} accused [the rebels of shelling a hospital].",
    "{The rebels} vowed [to retake the city].",
    "{The UN} called for [a ceasefire in the city].",
    "{The governor} urged [residents to leave the town].",
    "{The spokesman} called [the report false].",
    "{The bishop} condemned [the rebels for the shelling of the market].",
    # nobody named
    "[The rebels] are believed [to have pulled out of the town].",
    "It was reported [that the dam was blown up].",
]


@pytest.mark.parametrize("marked", MARKED)
def test_source_and_content_stand_where_they_are_marked(parser: Parser, marked: str) -> None:
    text = MARKS.sub("", marked)
    sources = re.findall(r"{(.*?)}", marked)
    contents = re.findall(r"\[(.*?)\]", marked)
    found = [([s.text for s in a.sources], [c.text for c in a.contents]) for a in heard(parser, text).attributions]
    assert (sources, contents) in found


HEADLINES = [
    ("Two dead in drone attack on Kharkiv, officials say", "attack", ["officials"]),
    ("Nine wounded in shelling of Goma, says Kinshasa", "shelling", ["Kinshasa"]),
    ("Air strike on Tyre kills four: state media", "kills", ["state media"]),
    ("Sudan army: drones struck a power station in Kosti", "struck", ["Sudan army"]),
    ("Sudan: drones struck a power station in Kosti", "struck", []),
    ("Air strike on Tyre kills four - BBC News", "kills", []),
    ("Army says it has retaken a bridge in Khartoum", "retaken", ["Army"]),
    ("Three killed in Kharkiv strike - governor", "killed", ["governor"]),
    ("Kyiv Mayor Reports Drone Strikes in City Centre", "Strikes", ["Kyiv Mayor"]),
    ("Ukraine war: fierce clashes in Bakhmut", "clashes", []),
    ("Hamas says Israel bombed a school; Israel says it hit a command centre", "hit", ["Israel"]),
]


@pytest.mark.parametrize(("text", "word", "names"), HEADLINES)
def test_headlines_have_their_voices(parser: Parser, text: str, word: str, names: list[str]) -> None:
    assert speakers(parser, text, word) == names


VOICES = [
    # innermost first, then through whom
    ("The ministry said the mayor had told reporters that a shell hit the school.", "hit", ["mayor", "ministry"]),
    ("The airport was closed, military sources told Reuters.", "closed", ["military sources", "Reuters"]),
    ("Two people died, TASS reported, citing the police.", "died", ["police", "TASS"]),
    (
        "The spokesman said in a statement carried by Xinhua that the militia was beaten.",
        "beaten",
        ["spokesman", "Xinhua"],
    ),
    (
        "The attack failed, the Daily Star quoted the police chief, Ivan Petrov, as saying.",
        "failed",
        ["Ivan Petrov", "Daily Star"],
    ),
    ("The mayor put the toll at seven dead.", "dead", ["mayor"]),
    ("The mayor put a wreath at the grave of the dead.", "dead", []),
    ("Medics said that a shell fell on the market, killing nine.", "killing", ["Medics"]),
    ("Shells fell on Tyre, with state media saying that a child had died.", "died", ["state media"]),
    (
        "The rebels said they had taken the town, bringing the whole province under their control.",
        "control",
        ["rebels"],
    ),
    ("All nine were killed, the leader said, citing accounts of villagers.", "killed", ["leader"]),
    ("Early Monday, rebels from the hills claimed they had taken the bridge.", "taken", ["rebels"]),
    ("The shelling followed what the army says was a drone strike on the dam.", "strike", ["army"]),
    ("The UN accused the militia of shelling a school, and of burning a market.", "burning", ["UN"]),
    ("A shell hit the school, the mayor said, according to preliminary information.", "hit", ["mayor"]),
    ("Heavy gunfire raised fears of rebels entering the town.", "entering", []),
    # pronouns, relatives and texts by the name of whom they stand for
    ("The army lost the town. Two officers died, it said.", "died", ["army"]),
    ("General Ivan Petrov said the line held. He said that reserves were near.", "near", ["Ivan Petrov"]),
    ("The army, which said it held the port, has left.", "held", ["army"]),
    ("The ministry said the road was cut. A bridge fell, the statement said.", "fell", ["ministry"]),
    ("Serhiy Kotenko, a spokesman for the brigade, said the enemy withdrew.", "withdrew", ["Serhiy Kotenko"]),
    ("The sources told Reuters that aid was coming. It was late, the sources said.", "late", ["sources", "Reuters"]),
    # the report's own words
    ("The town had fallen, officials said on Friday, a week after troops crossed the border.", "crossed", []),
    ("Footage shows that soldiers entered the village.", "entered", []),
    ("Nothing suggested that the troops had left the port.", "left", []),
    ("The army did not say that it had lost the town.", "lost", []),
    ("Kyiv reports rapid advances after Moscow said it would leave the city.", "leave", ["Moscow"]),
]


@pytest.mark.parametrize(("text", "word", "names"), VOICES)
def test_voices_of_a_word(parser: Parser, text: str, word: str, names: list[str]) -> None:
    assert speakers(parser, text, word) == names


SILENT = [
    "The ministry did not comment on Toretsk.",
    "The junta has not responded to reports of a strike on Lashio.",
    "The loss of the hill would let the rebels threaten the road to Goma.",
    "The capture of Sake threatened Goma.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_met_with_silence_or_put_in_danger_is_no_content(parser: Parser, text: str) -> None:
    reading = heard(parser, text)
    assert not [a for a in reading.attributions if a.sources]
    assert all(not reading.voices.speakers_at(at) for at in range(len(text)))


def test_a_country_in_the_plural_says_nothing_by_its_name(parser: Parser) -> None:
    assert speakers(parser, "The United States promised new missiles for the garrison.", "missiles") == []


# Text, and the speaker of every quotation in it, in order.
QUOTED = [
    (
        "“We hold the northern districts,” Colonel Ahmed Salih said. “The enemy tried twice to cross the canal. It was "
        "beaten back both times.” He added: “Our road is open.”",
        ["Ahmed Salih"] * 3,
    ),
    (
        "“We retook the village,” the spokesman, Getachew Alemu, told the BBC. “The brigade has retreated.\n\n“We have "
        "captured two hundred soldiers.\n\n“They will be treated as prisoners of war,” he said.",
        ["Getachew Alemu"] * 4,
    ),
    (
        "The general told state television: “The rebels have been driven out of Palmyra. Two hundred of them were "
        "killed.”\n\n“Our forces entered the citadel,” he went on.",
        ["general"] * 2,
    ),
    (
        "“There was heavy fighting near the airport,” a nurse said by phone. “Jets bombed the depot,” an aid worker "
        "said.",
        ["nurse", "aid worker"],
    ),
    (
        "Residents spoke of a long bombardment. “They shelled us for six hours,” one said. “The hospital was hit.”",
        ["Residents"] * 2,
    ),
    (
        "“The junta’s troops left last night,” Colonel Aung Min, a spokesman for the union, said. “They crossed the "
        "river.” “We are in the town,” he added.",
        ["Aung Min"] * 3,
    ),
    ('"The tanks came from the east," said Mr Haddad. "They crossed at noon." The army denied it.', ["Mr Haddad"] * 2),
    (
        "“They set fire to the market”, according to the village chief. “Then they left,” he said.",
        ["village chief"] * 2,
    ),
    ("“We won.” That was the cry in the streets. “The enemy has fled,” a soldier shouted.", ["", "soldier"]),
    ("“The town,” the mayor said, “was never captured. Nobody entered it.”", ["mayor"] * 2),
]


@pytest.mark.parametrize(("text", "names"), QUOTED)
def test_quotations_keep_their_speaker(parser: Parser, text: str, names: list[str]) -> None:
    voices = heard(parser, text).voices
    opened = [match.start() + 1 for match in re.finditer(r"“|(?<!\S)\"", text)]
    assert [next((s.name for s in voices.speakers_at(at)), "") for at in opened] == names


def test_a_party_before_a_colon_speaks_and_a_place_does_not(parser: Parser) -> None:
    def voices(text: str) -> list[str]:
        parsed = parser.parse(sentences(text))
        side = {"Kyiv": "UA"}.get
        return [s.name for s in hear(parsed, text, side_of=side).voices.speakers_at(text.index("killed"))]

    assert voices("Kyiv: three killed in drone attack") == ["Kyiv"]
    assert voices("Kherson: three killed in drone attack") == []


def test_what_follows_a_colon_goes_on_with_the_content(parser: Parser) -> None:
    text = "The general also reported advances: troops had crossed the river and held two villages."
    assert speakers(parser, text, "villages") == ["general"]


def test_a_pronoun_keeps_its_own_offsets(parser: Parser) -> None:
    text = "The army lost the town. Two officers died, it said."
    (speaker,) = heard(parser, text).voices.speakers_at(text.index("died"))
    assert (speaker.span.text, speaker.span.start) == ("it", text.index("it said"))


def test_the_outlet_itself_is_the_report(parser: Parser) -> None:
    text = "The army claimed to hold the hill, which IWS assessed that it had lost in May."
    assert speakers(parser, text, "lost", outlet="Institute of War Studies") == []


def test_a_denial_is_marked_at_the_denying_word(parser: Parser) -> None:
    text = "The army said it took the town. The rebels denied it."
    reading = heard(parser, text)
    assert [s.name for s in reading.voices.speakers_at(text.index("denied"))] == ["rebels"]
    assert Stance.DENIED in {a.stance for a in reading.attributions}


def test_attributions_inside_a_quotation_are_voices_only(parser: Parser) -> None:
    text = "“The prisoners told us that the bridge was mined,” the colonel said."
    reading = heard(parser, text)
    assert [a.cue.text for a in reading.attributions if a.cue] == ["said"]
    assert [s.name for s in reading.voices.speakers_at(text.index("mined"))] == ["prisoners", "colonel"]


def test_attributions_inside_reported_words_are_voices_only(parser: Parser) -> None:
    text = "The colonel said that the prisoners had told him that the bridge was mined."
    reading = heard(parser, text)
    assert [a.cue.text for a in reading.attributions if a.cue] == ["said"]
    assert [s.name for s in reading.voices.speakers_at(text.index("mined"))] == ["prisoners", "colonel"]


def test_a_transcript_gives_each_turn_to_its_speaker(parser: Parser) -> None:
    text = "PETROV: We took the hill. It was hard.\n\nANNA: And the village below?"
    assert speakers(parser, text, "hard") == ["PETROV"]
    assert speakers(parser, text, "village") == ["ANNA"]


def test_the_day_of_saying_is_kept(parser: Parser) -> None:
    text = "The mayor said on Monday that the plant was hit on Sunday."
    days = {"Monday": Days(date(2024, 5, 6), date(2024, 5, 6)), "Sunday": Days(date(2024, 5, 5), date(2024, 5, 5))}
    times = [
        TimeMention(Span(at := text.index(word), at + len(word), word), "DATE", "", value)
        for word, value in days.items()
    ]
    (found,) = find_attributions(parser.parse(sentences(text)), text, times=times)
    assert found.said == days["Monday"]


def test_offsets_are_those_of_the_report(parser: Parser) -> None:
    text = "Kharkiv — 3 May.\n\nThe mayor said the plant was hit. “It burns,” he added.\n\n“We saw it,” said Olha."
    for attribution in heard(parser, text).attributions:
        for span in (*attribution.sources, *attribution.contents, *(s.span for s in attribution.speakers)):
            assert text[span.start : span.end] == span.text


def test_sentences_that_were_not_parsed_are_passed_over(parser: Parser) -> None:
    text = "The mayor said the plant was hit. It burns."
    parsed = parser.parse(sentences(text), [False, False])
    assert find_attributions(parsed, text) == ()
