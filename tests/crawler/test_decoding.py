"""Bytes as characters: what they are before what they are said to be."""

import pytest

from crawler.decoding import decode

PRICE = "The repair costs €5 million, naïve as it sounds"


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "source"),
    [
        (PRICE.encode(), "text/html; charset=iso-8859-1", "utf-8", "bytes"),
        (PRICE.encode(), None, "utf-8", "bytes"),
        (PRICE.encode("cp1252"), "text/html; charset=windows-1252", "cp1252", "header"),
        (
            b"<meta charset='windows-1252'>" + PRICE.encode("cp1252"),
            "text/html",
            "cp1252",
            "meta",
        ),
        (PRICE.encode("cp1252"), "text/html; charset=utf-8", "cp1252", "guess"),
        (PRICE.encode("cp1252"), None, "cp1252", "guess"),
        (b"\xef\xbb\xbf" + PRICE.encode(), "text/html; charset=latin-1", "utf-8", "bom"),
        (PRICE.encode("utf-16"), None, "utf-16", "bom"),
        (PRICE.encode("utf-16-le"), "text/html", "utf-16-le", "bytes"),
        (PRICE.encode("utf-16-be"), "text/html; charset=utf-16", "utf-16-be", "bytes"),
        (PRICE.encode(), "text/html; charset=x-unknown", "utf-8", "bytes"),
        (PRICE.encode(), "text/html; charset=utf-16", "utf-8", "bytes"),
    ],
)
def test_price_survives(body, content_type, charset, source):
    decoded = decode(body, content_type)

    assert PRICE in decoded.text
    assert (decoded.charset, decoded.source) == (charset, source)
    assert decoded.suspect is (source == "guess")


def test_one_damaged_character_does_not_change_the_rest():
    body = ("€5 million and €6 million " * 20).encode() + b"\xe2\x82"

    decoded = decode(body, "text/html; charset=utf-8")

    assert decoded.charset == "utf-8"
    assert "€5 million" in decoded.text
    assert not decoded.suspect


def test_plain_ascii_is_never_suspect():
    assert not decode(b"hello", None).suspect
    assert decode(b"hello", "text/html; charset=shift_jis").source == "header"


def test_nothing_raises():
    for body in (b"", b"\xff\xfe", b"\x00" * 10, bytes(range(256)) * 4):
        for content_type in (None, "text/html; charset=utf-7", "text/html; charset=", "zzz"):
            decode(body, content_type)


WORDS = {
    "cp932": "東京都の市役所によると",
    "euc_jp": "東京都の市役所によると",
    "gb18030": "北京市政府今天表示",
    "cp949": "서울시 교통공사는 오늘",
    "cp1251": "Администрация города сообщила",
    "koi8_r": "Администрация города сообщила",
    "cp874": "กรุงเทพมหานคร",
}


@pytest.mark.parametrize("charset", WORDS)
@pytest.mark.parametrize("header", ["text/html", "text/html; charset=iso-8859-1"])
def test_undeclared_or_wrongly_declared_words_are_guessed(charset, header):
    words = WORDS[charset]
    html = f"<html><title>x</title><p>{words} said 12 homes burnt. {words}</p></html>"

    decoded = decode(html.encode(charset), header)

    assert words in decoded.text
    assert decoded.source == "guess"


@pytest.mark.parametrize("charset", ["cp932", "cp1251", "gb18030", "big5"])
def test_words_of_no_set_give_no_number_signs(charset):
    body = "東京都の市役所".encode("cp932") + b"\xff\x81 \xbd\xbc\xb2\xb3\xff 12 homes burnt"

    assert not set("½¼²³¹") & set(decode(body, "text/html").text)


def test_language_of_the_page_helps():
    html = "<html lang='el'><p>Υπουργείο said 12</p></html>"

    assert "Υπουργείο" in decode(html.encode("cp1253"), None).text


@pytest.mark.parametrize("stray", [b"\xa9", b"caf\xe9", b"\xa35", b"\xe9t\xe9"])
def test_stray_bytes_do_not_turn_a_page(stray):
    good = "“Twice” the £9.4 million, Zoë said – €3 more ".encode()

    decoded = decode(b"<p>" + good + stray + b" 2031</p>", "text/html; charset=utf-8")

    assert "£9.4 million, Zoë" in decoded.text
    assert stray.decode("cp1252") in decoded.text
    assert decoded.charset == "utf-8"


def test_cp1252_keeps_its_number_signs():
    assert "2½ miles, £5" in decode("<p>A walk of 2½ miles, £5</p>".encode("cp1252"), None).text


@pytest.mark.parametrize(
    "rest",
    [
        b"<script>var a='\xe9\xe8\xe0\xf1\xfc';</script>",
        b"<i title='\xe9\xe8\xe0'>x</i>",
        b"\xe2\x80",
    ],
)
def test_bytes_outside_the_words_say_nothing(rest):
    for header in ("text/html", "text/html; charset=utf-8"):
        assert "£9.4" in decode("<p>The pier cost £9.4 million</p>".encode() + rest, header).text


def test_page_that_is_said_to_be_utf_8_bears_more_stray_bytes():
    body = "<p>It cost £9.4 million, ".encode() + b"Zo\xeb and Ren\xe9 said</p>"

    decoded = decode(body, "text/html; charset=utf-8")

    assert "£9.4 million, Zoë and René" in decoded.text


def test_escapes_of_japanese_mail_are_no_number_signs():
    words = "港で火事があり、12人がけがをした。損害は5億円に上る。" * 3
    decoded = decode(f"<html><p>{words}</p></html>".encode("iso2022_jp"), "text/html")
    assert words in decoded.text
    assert not decoded.suspect


@pytest.mark.parametrize(
    ("lang", "wanted"), [("lang=pl", "rannych zostało"), ("", "rannych zosta\ufffdo")]
)
def test_letters_of_another_set_are_no_powers(lang, wanted):
    body = f"<html {lang}><p>W porcie rannych zostało 12 osób</p></html>".encode("cp1250")
    assert wanted in decode(body, "text/html").text


def test_powers_behind_a_word_stay():
    assert "40 km² large, ½lb" in decode("café: 40 km² large, ½lb".encode("cp1252")).text
