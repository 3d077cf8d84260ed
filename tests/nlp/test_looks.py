"""Numbers that are no claims by their looks, and neighbours of theirs that are."""

import pytest

from nlp.looks import Look
from nlp.quantities import find_candidates, find_quantities

NOT_CLAIMS = [
    ("It opened on March 3, 2021.", Look.DATE),
    ("It opened on 3 March 2021.", Look.DATE),
    ("It opened on the 3rd of March.", Look.DATE),
    ("It ran from Nov. 9-12 in Lisbon.", Look.DATE),
    ("Filed on 2021-03-14 in Lisbon.", Look.DATE),
    ("Filed on 14/03/2021 in Lisbon.", Look.CODE),
    ("Filed on 14.03.21 in Lisbon.", Look.CODE),
    ("The attacks of 9/11 changed it.", Look.DATE),
    ("It closed in 2019.", Look.YEAR),
    ("The 2019 vote was close.", Look.YEAR),
    ("The 2022-23 season ended.", Look.YEAR),
    ("Between 2010 and 2015 it shrank.", Look.YEAR),
    ("By 2050 the sea will rise.", Look.YEAR),
    ("In 1666 the city burned.", Look.YEAR),
    ("Music of the 1990s is back.", Look.YEAR),
    ("Profit for FY24 is due.", Look.YEAR),
    ("It dates from 300 BC.", Look.YEAR),
    ("The nineteen ninety show ended.", Look.YEAR),
    ("Doors open at 9.30am on site.", Look.CLOCK),
    ("Doors open at 7 p.m. sharp.", Look.CLOCK),
    ("It hit at 06:37 local time.", Look.CLOCK),
    ("She ran it in 2:05:13 flat.", Look.CLOCK),
    ("It begins at six o'clock.", Look.CLOCK),
    ("It begins at half past three.", Look.CLOCK),
    ("Shops open 9am to 5pm daily.", Look.CLOCK),
    ("Call 0800 123 4567 now.", Look.CODE),
    ("Dial +44 20 7946 0000 now.", Look.CODE),
    ("Ring (555) 123-4567 now.", Look.CODE),
    ("He called 911 at once.", Look.CODE),
    ("Use version 2.1.4 or later.", Look.CODE),
    ("They tweeted #run2024 often.", Look.CODE),
    ("It is open 24/7 there.", Look.CODE),
    ("See https://outlet.example/2024/11/90 there.", Look.LINK),
    ("Write to desk42@outlet.example today.", Look.LINK),
    ("She lives at 22 Elm Street.", Look.ADDRESS),
    ("It stands at 1600 North Quarry Road.", Look.ADDRESS),
    ("Send it to PO Box 451 please.", Look.ADDRESS),
    ("The 29-year-old left.", Look.AGE),
    ("The six-year-old left.", Look.AGE),
    ("A man aged 41 left.", Look.AGE),
    ("Maria Okafor, 44, left.", Look.AGE),
    ("The driver, 42, was hurt.", Look.AGE),
    ("Children ages 5 to 11 may enter.", Look.AGE),
    ("People under 30 may enter.", Look.AGE),
    ("The over-65s may enter.", Look.AGE),
    ("She is in her 40s now.", Look.AGE),
    ("She will be 35 in spring.", Look.AGE),
    ("They won 2-1 on Sunday.", Look.SCORE),
    ("The 6-4, 6-2 win was quick.", Look.SCORE),
    ("Boeing 737 pilots met.", Look.NAME),
    ("The 787 jets came.", Look.NAME),
    ("The iPhone 14 sells well.", Look.NAME),
    ("Under Section 230 they may.", Look.NAME),
    ("They wait for Covid-19 tests.", Look.NAME),
    ("Trials reach phase 3 now.", Look.NAME),
    ("A category 4 storm neared.", Look.NAME),
    ("Route 66 is closed.", Look.NAME),
    ("The FTSE 100 slid.", Look.NAME),
    ("All Fortune 500 companies signed.", Look.NAME),
    ("He sat in room 12 alone.", Look.NAME),
    ("1. Boil the water.", Look.NUMBERING),
    ("Photo 3 of 12: the quay.", Look.NUMBERING),
    ("One of the boats sank.", Look.ONE),
    ("No one expected it.", Look.ONE),
    ("One day it will end.", Look.ONE),
    ("The other one is worse.", Look.ONE),
    ("It doubled over the past six months.", Look.PERIOD),
    ("He left five years ago.", Look.PERIOD),
    ("It is the highest in 12 years.", Look.PERIOD),
    ("It came back two years later.", Look.PERIOD),
    ("They vote every four years.", Look.FREQUENCY),
    ("They eat every 2–3 hours.", Look.FREQUENCY),
    ("Sales slid over the past three or four years.", Look.PERIOD),
    ("It can lift mood (10, 11).", Look.NUMBERING),
    ("Harbour Town (0-1) lost.", Look.SCORE),
    ("It sold the ID.3 there.", Look.NAME),
    ("A 64-bit chip came.", Look.NAME),
    ("The case number: 130349 is ours.", Look.CODE),
]


@pytest.mark.parametrize(("sentence", "look"), NOT_CLAIMS)
def test_is_no_claim(sentence: str, look: Look) -> None:
    looks = {candidate.look for candidate in find_candidates(sentence)}
    assert find_quantities(sentence) == []
    assert not looks or look in looks


CLAIMS = [
    ("In May 27 people died.", ["27"]),
    ("On 3 May some 40 boats left.", ["40"]),
    ("In 2019, 2,019 boats left.", ["2,019"]),
    ("At least 2000 people came.", ["2000"]),
    ("The 2019 crop fed 1950 people.", ["1950"]),
    ("That year 30 towns flooded.", ["30"]),
    ("At the match 12 fans fell ill.", ["12"]),
    ("Flight 370 carried 239 people.", ["239"]),
    ("It took 8-10 people to lift it.", ["8-10"]),
    ("The council voted 7-2 for it.", ["7", "2"]),
    ("One person was killed.", ["One"]),
    ("The blast killed one and hurt two.", ["one", "two"]),
    ("The 400 million-year-old rock split.", ["400 million-year"]),
    ("Tickets cost £5, with 12 left.", ["£5", "12"]),
    ("It has 911 wells.", ["911"]),
    ("Crash Kills 12 In Harbour Town", ["12"]),
    ("FIRE KILLS 3 IN HARBOUR TOWN", ["3"]),
    ("In Lisbon 28 people fell ill.", ["28"]),
    ("The closure lasted six days.", ["six days"]),
    ("He ran it for 30 years.", ["30 years"]),
]


@pytest.mark.parametrize(("sentence", "quotes"), CLAIMS)
def test_is_a_claim(sentence: str, quotes: list[str]) -> None:
    assert [quantity.quote for quantity in find_quantities(sentence)] == quotes
