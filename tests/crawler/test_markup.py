"""What markup says of numbers: struck out, raised, drawn by a script, side by side."""

import pytest

from crawler.articles import read_page

URL = "https://told.example/news/storm"
REST = (
    "<p>The harbour master of Orrin said that the quay would stay closed while divers look at it.</p>"
    "<p>Shopkeepers began to clear the mud in the morning, helped by neighbours from the hills.</p>"
    "<p>The regional government promised help for families who had lost their homes to the water.</p>"
)


def lines(markup, head="", url=URL, title="Storm at Orrin"):
    """The lines of an article before its unchanging rest."""
    html = (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><main>"
        f"<article><h1>{title}</h1>{markup}{REST}</article></main></body></html>"
    )
    body = read_page(html.encode(), url).body
    return body.split("The harbour master of Orrin")[0].strip().split("\n\n")


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>Some <strike>40</strike> 55 boats sank.</p>", "Some 55 boats sank."),
        (
            "<p>About <span style='text-decoration: line-through'>1,200</span> 900 homes.</p>",
            "About 900 homes.",
        ),
        ("<p>It killed <del>three</del><ins>five</ins> people.</p>", "It killed five people."),
        ("<p>It is <span class='price strike-through'>$90</span> $60.</p>", "It is $60."),
        (
            "<style>.old, .x{text-decoration:line-through}</style>"
            "<p>They counted <i class='old'>8</i> 9 dead.</p>",
            "They counted 9 dead.",
        ),
        ("<p>We said <s>310 <b>were</b></s> 300 were hurt.</p>", "We said 300 were hurt."),
        ("<ul><li><del>5 roads shut</del></li><li>7 roads shut</li></ul>", "7 roads shut"),
        ("<p>Of <span role='deletion'>30</span> 31 crew.</p>", "Of 31 crew."),
    ],
)
def test_struck_out_is_not_stated(markup, line):
    assert lines(markup) == [line]


def test_page_that_strikes_everything_out_is_kept():
    assert lines(f"<s><p>The storm hurt 12 people in Kell.</p>{REST * 3}</s>")[0].startswith(
        "The s"
    )


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>It cost $3<sup>50</sup> a head.</p>", "It cost $3.50 a head."),
        ("<p>Fuel is 1<sup>85</sup> € a litre.</p>", "Fuel is 1.85 € a litre."),
        ("<p>Only <sup>$</sup>24<sup>99</sup> now</p>", "Only $24.99 now"),
        (
            "<p>It hit 2,310<sup><a href='#n3'>3</a></sup> farms and 45%<sup>4</sup> of mills<sup>5</sup>.</p>",
            "It hit 2,310 farms and 45% of mills.",
        ),
        (
            "<p>Dead: 78<sup>*</sup>, hurt 12<sup>†</sup>, 7<sup>a</sup>.</p>",
            "Dead: 78, hurt 12, 7.",
        ),
        (
            "<p>Some 1,500<span style='vertical-align:super'>2</span> tents.</p>",
            "Some 1,500 tents.",
        ),
        ("<p>Some 640<a class='footnote-ref' href='#fn1'>1</a> huts.</p>", "Some 640 huts."),
        ("<p>They lost $40<sup>3</sup> million.</p>", "They lost $40 million."),
        ("<p>It rose to 19<sup>[12]</sup><sup>[13]</sup>.</p>", "It rose to 19."),
        ("<p>It sold 90<sup>1,2</sup> units.</p>", "It sold 90 units."),
        ("<p>Up 400<sub>7</sub> in CO<sub>2</sub>.</p>", "Up 400 in CO2."),
        (
            "<p>Some 10<sup>6</sup> cells, 3.2×10<sup>5</sup> more.</p>",
            "Some 10^6 cells, 3.2×10^5 more.",
        ),
        ("<p>It covers 250 m<sup>2</sup> or 9 ft<sup>3</sup>.</p>", "It covers 250 m2 or 9 ft3."),
        ("<p>The 4<sup>th</sup> of 21<sup>st</sup> streets.</p>", "The 4th of 21st streets."),
        ("<p>Add 2<sup>1</sup>/<sub>2</sub> cups.</p>", "Add 2 1/2 cups."),
        ("<p>So it was, see<sup>note 2</sup>.</p>", "So it was, see."),
        ("<p>The Widget<sup>®</sup> sold.</p>", "The Widget® sold."),
        ("<p>It hit 61<sup>b,c</sup> barns.</p>", "It hit 61 barns."),
    ],
)
def test_superscripts_are_no_digits_of_a_number(markup, line):
    assert lines(markup) == [line]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div>Dead: 12<br>Hurt: 300</div>", ["Dead: 12", "Hurt: 300"]),
        (
            "<p>Killed in Orrin 4<br/>\n250 hurt in Kell</p>",
            ["Killed in Orrin 4", "250 hurt in Kell"],
        ),
        (
            "<div><span>Missing: 7</span> <span>Found: 112</span></div>",
            ["Missing: 7", "Found: 112"],
        ),
        ("<div><b>Dead</b><b>9</b><b>Hurt</b><b>41</b></div>", ["Dead 9", "Hurt 41"]),
        (
            "<div><strong>16</strong><small>boats</small><strong>220</strong><small>homes</small></div>",
            ["16 boats", "220 homes"],
        ),
        (
            "<div><div><b>73</b><span>roofs lost</span></div><div><b>8</b><i>hurt</i></div></div>",
            ["73 roofs lost", "8 hurt"],
        ),
        ("<p><b>12</b> <b>500</b> tents</p>", ["12", "500 tents"]),
        (
            "<dl><dt>Dead</dt><dd>12</dd><dt>Hurt</dt><dd>300</dd></dl>",
            ["Dead", "12", "Hurt", "300"],
        ),
        ("<div>Rescued 30<p>114 in shelters</p></div>", ["Rescued 30", "114 in shelters"]),
        ("<p>12<img src='a'>300</p>", ["12", "300"]),
        ("<p>Dead 12<svg><path/></svg>300 hurt</p>", ["Dead 12", "300 hurt"]),
        ("<ul><li>Dead 5</li><li>120 hurt</li></ul>", ["Dead 5", "120 hurt"]),
        ("<div><div>Sunk 8</div><div>150 saved</div></div>", ["Sunk 8", "150 saved"]),
        ("<p>The toll is 12\n     300 are hurt.</p>", ["The toll is 12", "300 are hurt."]),
    ],
)
def test_borders_part_numbers(markup, expected):
    assert lines(markup) == expected


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (
            "<p>About <span>12</span>,500 and <b>1</b>,200 and 3<span>.5</span> million.</p>",
            "About 12,500 and 1,200 and 3.5 million.",
        ),
        ("<p>One line<br>goes on here<br>and ends.</p>", "One line goes on here and ends."),
        ("<p><span>T</span>he river rose <b>3</b> metres.</p>", "The river rose 3 metres."),
        ("<p>The ministry of<br>Health said so.</p>", "The ministry of Health said so."),
        ("<p>On <time>7 November</time> it rose 5%.</p>", "On 7 November it rose 5%."),
        ("<p>Some 14<my-note></my-note>,000 homes.</p>", "Some 14,000 homes."),
        ("<p>The 9<b>th</b> of 30<i>km</i> and 4<b>fold</b>.</p>", "The 9th of 30km and 4fold."),
    ],
)
def test_borders_leave_sentences_and_numbers_whole(markup, line):
    assert lines(markup) == [line]


@pytest.mark.parametrize(
    "markup",
    [
        "<div><b>Job growth stalls</b> <span class='date'>2031-11-07</span> Joblessness rose.</div>",
        "<div><time>7 Nov 2031</time> Joblessness rose.</div>",
        "<p><span class='timestamp'>10:32</span> Joblessness rose.</p>",
        "<div><h2>Job growth stalls</h2>2031-11-07 Joblessness rose.</div>",
        "<div><h2>Growth stalls</h2><span>7 November 2031</span>Joblessness rose.</div>",
        "<div>2031-11-07 09:30 Joblessness rose.</div>",
        "<p>November 7, 2031 | Joblessness rose.</p>",
    ],
)
def test_headings_and_stamps_stand_alone(markup):
    assert lines(markup)[-1] == "Joblessness rose."


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>We raised <span data-target='48200'>0</span> pounds.</p>", "We raised 48,200 pounds."),
        ("<p>We fed <b class='counter' data-count='310'>0</b> people.</p>", "We fed 310 people."),
        ("<p>Up <span data-to='12' data-suffix='%'>0</span> so far.</p>", "Up 12% so far."),
        ("<p>We planted <span class='odometer'>0</span> trees.</p>", "We planted trees."),
        ("<p>It has <count-up :end-val='75'>0</count-up> rooms.</p>", "It has 75 rooms."),
        ("<p>It won by <b>0</b> goals.</p>", "It won by 0 goals."),
        ("<p>It has <span data-count='31'>31</span> rooms.</p>", "It has 31 rooms."),
    ],
)
def test_counters_have_the_value_at_which_they_end(markup, line):
    assert lines(markup) == [line]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("4<br>250", "Kell | 4; 250 | 7"),
        ("4\n   250", "Kell | 4; 250 | 7"),
        ("<b>4</b><br/>", "Kell | 4 | 7"),
        ("4<sup>2</sup>", "Kell | 4 | 7"),
        ("<del>3</del> 4", "Kell | 4 | 7"),
    ],
)
def test_lines_of_cells_are_no_groups(cell, row):
    table = f"<table><tr><th>Town<th>Dead<th>Hurt<tr><td>Kell<td>{cell}</td><td>7</table>"

    assert lines(table) == ["Town | Dead | Hurt", row]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><th></th><th>Cost, £m</th><th>Staff</th></tr><tr><td>Roads</td><td>3<td>40</tr>",
            ["– | Cost, £m | Staff", "Roads | 3 | 40"],
        ),
        (
            "<tr><th>Area<th>Town<th>Rain<tr><td rowspan=2>North<td>Kell<td>31<tr><td>Benn<td>12",
            ["Area | Town | Rain", "North | Kell | 31", "North | Benn | 12"],
        ),
        (
            "<tr><th>Town<th colspan=2>Rain (mm)<tr><td>Kell<td>31<td>33",
            ["Town | Rain (mm) | Rain (mm)", "Kell | 31 | 33"],
        ),
        (
            "<tr><th colspan=2>Floods<tr><th>Town<th>Homes<br>flooded<tr><td>Kell<td>31",
            ["Floods", "Town | Homes flooded", "Kell | 31"],
        ),
        (
            "<tr><td rowspan=3>North<td>1<td rowspan=2>a<tr><td>2<tr><td colspan=2>4",
            ["North | 1 | a", "North | 2 | a", "North | 4 | 4"],
        ),
        ("<tr><td rowspan=x>Kell<td colspan=-2>31", ["Kell | 31"]),
    ],
)
def test_each_cell_stands_in_its_column(rows, expected):
    assert lines(f"<table>{rows}</table>") == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><h2>News</h2><p>The wind tore off 64 roofs in Orrin.</p></td></tr></table>",
        "<table role='presentation'><tr><td>The wind tore off 64 roofs in Orrin on Sunday.</td></tr></table>",
        "<table><tr><td width='9'></td><td><table><tr><td><p>The wind tore off 64 roofs in Orrin.</p>"
        "</td></tr></table></td></tr></table>",
        "<table><tbody><tr><td>The wind tore off 64 roofs.<br>It sank 31 boats in Orrin.</td></tr></table>",
        "<table><tr><td><p>The wind tore off 64 roofs.</p><p>It sank 31 boats off the coast of Orrin, where "
        "the harbour is shut, and 3 in Kell.</p></td><td>x</td></tr></table>",
        "<center><table><tr><th>The wind tore off 64 roofs in Orrin on Sunday</th></tr></table></center>",
        "<table><tr><td><font size=2>The wind tore off 64 roofs in Orrin.<br><br>About 230 people fled to the "
        "school and slept there until dawn.</font></td><td>Weather</td></tr></table>",
    ],
)
def test_layout_tables_are_body(markup):
    html = (
        f"<html><head><title>Storm</title></head><body><h1>Storm</h1>{markup}{REST}</body></html>"
    )

    read = read_page(html.encode(), URL)

    assert "64 roofs" in read.text
    assert read.regions == ()


@pytest.mark.parametrize(
    ("markup", "caption"),
    [
        (
            "<figure><img><figcaption>Some 340 soldiers in Kell. <span class='credit'>Photo: Jo Reed"
            "</span></figcaption></figure>",
            "Some 340 soldiers in Kell.",
        ),
        (
            "<div class='wp-caption'><img><p class='wp-caption-text'>A crew of 12 in Kell.</p></div>",
            "A crew of 12 in Kell.",
        ),
        (
            "<figure><div class='image__caption'>The fire burnt 45 homes. (AP Photo/Ann Lee)</div></figure>",
            "The fire burnt 45 homes.",
        ),
        (
            "<p class='photo-caption'>Two of the boats that sank | Picture: Told</p>",
            "Two of the boats that sank",
        ),
        (
            "<span class='caption'>One of 14 hurt people in Kell</span>",
            "One of 14 hurt people in Kell",
        ),
        (
            "<figure><img><figcaption>About 900 people slept here</figcaption></figure>",
            "About 900 people slept here",
        ),
        (
            "<figure><img><figcaption>The mayor, Ana Kell, on 4 May 2031.</figcaption></figure>",
            None,
        ),
    ],
)
def test_captions_with_numbers_are_read(markup, caption):
    html = f"<html><head><title>Storm</title></head><body><article><h1>Storm</h1>{REST}{markup}{REST[::1]}"

    read = read_page(html.encode(), URL)

    found = [read.text[one.start : one.end] for one in read.regions if one.kind == "caption"]
    assert found == ([caption] if caption else [])


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (
            "<p>It rose 6.1<span class='footnote-ref'>2</span> per cent.</p>",
            "It rose 6.1 per cent.",
        ),
        ("<p>Of 14<a epub:type='noteref' href='#n3'>3</a> pits.</p>", "Of 14 pits."),
        ("<p>Of 14<small class='fn-mark'>3</small> pits.</p>", "Of 14 pits."),
        ("<p>Of 77<a href='#cite_note-9'>[9]</a> mills.</p>", "Of 77 mills."),
        ("<p>Of 77<a href='#_ftn1'>1</a> mills.</p>", "Of 77 mills."),
        ("<p>Of 77<a href='#below'>[c]</a> mills.</p>", "Of 77 mills."),
        ("<p>In <a href='#notes-on-1912'>1912</a> it burned.</p>", "In 1912 it burned."),
        ("<p>Lot <a href='/lots/12'>12</a> was sold.</p>", "Lot 12 was sold."),
    ],
)
def test_notes_are_no_digits_of_a_number_without_being_raised(markup, line):
    assert lines(markup) == [line]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>It cost 2<wbr>500<wbr>000 crowns.</p>", "It cost 2500000 crowns."),
        ("<p>Some <span hidden>40</span>55 boats sank.</p>", "Some 55 boats sank."),
        ("<p>Some <b style='display: none'>4</b>55 boats sank.</p>", "Some 55 boats sank."),
        ("<p>Some <i style='top:0;visibility:hidden'>4</i>55 boats.</p>", "Some 55 boats."),
        ("<p>A <ruby>ford<rt>12 ft</rt></ruby> at Orrin.</p>", "A ford at Orrin."),
    ],
)
def test_what_nobody_sees_makes_no_number(markup, line):
    assert " ".join(lines(markup)) == line


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<div><strong>Barley fails</strong>Some 300 tonnes rotted.</div>", ["Barley fails"]),
        ("<p><b>Ferries wait</b>Only 3 boats left Orrin.</p>", ["Ferries wait"]),
        ("<p><b>Mac</b>Donald sold 3 boats.</p>", []),
        ("<p>The <b>old Mac</b>Donald sold 3 boats.</p>", []),
    ],
)
def test_stressed_heading_does_not_touch_the_sentence(markup, found):
    assert lines(markup)[:-1] == found


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p><span data-target='310'><b>0</b> wells dug</span></p>", "310 wells dug"),
        ("<div class='count-up' data-end='48'><i>0</i> ferries</div>", "48 ferries"),
        ("<div data-value='9'><b>0</b> of 12 roads</div>", "0 of 12 roads"),
    ],
)
def test_counters_may_stand_in_the_element_that_names_their_value(markup, line):
    assert lines(markup) == [line]
