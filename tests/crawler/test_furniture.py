"""What a page says for itself: every row of the table, boxes, and news that only sounds like it."""

import pytest

from crawler.furniture import heads_other_stories, is_furniture, patterns
from tests.crawler.test_markup import lines

STORY = "<p>The yard won an order for 6 ferries worth 310 million euros, its owner said.</p>"
TOLD = "The yard won an order for 6 ferries worth 310 million euros, its owner said."


@pytest.mark.parametrize("row", patterns(), ids=lambda row: row.id)
def test_rows_of_the_table(row):
    assert row.holds(row.example)
    assert row.may_hold(row.example.lower())
    assert not row.holds(row.counter)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='paywall'><h3>Subscribe to continue reading</h3><p>From $1 a week for 12 weeks.</p>"
        "<p>Already one of our 250,000 subscribers? Sign in</p></div>",
        "<section id='regwall'><p>Create a free account</p><p>30 days, 5 articles.</p></section>",
        "<aside class='membership-promo'><p>Become a member from £4 a month.</p><p>12,000 have.</p></aside>",
        "<div><h4>You have 2 free articles left this month</h4><p>Only €9 for 3 months</p></div>",
        "<div class='newsletter-box'>Get our newsletter, read by 40,000 people, in your inbox</div>",
        "<p>If you value our reporting, please give $5 a month.</p>",
        "<p>More than 30,000 readers support us every month. Will you join them?</p>",
        "<div class='x'><h3>Enjoy unlimited digital access</h3><p>€2 a week</p><p>Cancel anytime</p></div>",
        "<p>Follow us on Facebook, where 90,000 people do.</p>",
        "<p>5 min read</p>",
        "<p>Views: <span id='v'>0</span></p>",
        "<section class='piano-offer'><p>Unlimited access for 99c a week for 6 months.</p></section>",
        "<p>Before you go: our newsroom of 12 lives on gifts. Become a member for $5 a month.</p>",
        "<p>We need 500 new supporters this month. Will you chip in?</p>",
        "<p>Join the 40,000 people who get our morning e-mail.</p>",
        "<p>Not a subscriber? Plans start at £3 per month.</p>",
        "<p>Only 4 of 100 of you give. Keep all our reporting free.</p>",
        "<p>Seen a mistake? Tell our desk within 2 days: 020 5550 1234.</p>",
        "<p>312 comments</p>",
        "<p>214 people reading now</p>",
        "<p>This offer ends in 4 days: 50% off a year of digital access.</p>",
        "<p>Buy 10 issues of our paper for only $15.</p>",
        "<p>Take 6 weeks of news for £1.</p>",
        "<p>Our drive stands at £9,000 of £12,000. Help us get there by Friday.</p>",
        "<div><h3>More stories</h3><ul><li><a href='/a'>Fire kills 12 in Kell</a></li>"
        "<li><a href='/b'>Bank loses 40 million</a></li></ul></div>",
        "<div class='z'><p>With your consent, we and 310 partners set cookies that last a year.</p></div>",
        "<div class='z'><p>To keep reading, pick a plan.</p><p>Digital: $2.50 a week</p></div>",
        "<div class='z'><p>Keep reading: see our offers.</p><ul><li>Digital: $2.50 a week</li>"
        "<li>Digital and paper: $8 a week</li></ul></div>",
        "<p>This paper lives on 2,900 donors. Be one of them.</p>",
        "<p>Watch our channel: 61,000 do so each night.</p>",
        "<div class='vote'><p>Yes 58%</p><p>No 42%</p><p>906 votes</p></div>",
        "<p>Is the fee fair? Yes 58% No 42% - 906 votes</p>",
        "<p>17 people found this helpful.</p>",
        "<h3>You may also like</h3><div><a href='/a'>Fire kills 12 in the valley of Kell</a></div>",
    ],
)
def test_boxes_go_as_a_whole(box):
    assert lines(STORY + box) == [TOLD]
    assert lines(box + STORY) == [TOLD]


@pytest.mark.parametrize(
    "sentence",
    [
        "The app shares data with 120 vendors and sets cookies, the regulator found.",
        "Of 1,208 votes 64% were for the bridge and 36% against.",
        "The channel has 86,000 followers, and most of them are young.",
        "The paper lost 250,000 subscribers, who paid $1 a week, after the scandal.",
        "Donors gave 40 million euros to independent journalism in 12 countries.",
        "“Sign up for our newsletter and get 3 free months,” the minister joked to 200 guests.",
        "Only 40 percent of villages have full access to clean water.",
        "Members of the club paid $12 a month until 2029.",
        "The charity asked residents to contribute $10 a month, its director said.",
        "Support for the plan rose to 61 percent among readers of the paper.",
        "Get-out-the-vote drives reached 90,000 members of the union.",
        "Some 30,000 people support the strike, a poll found.",
        "Share prices fell 3 percent, the most in 12 months.",
        "It took 5 minutes.",
        "We need 500 more nurses this month, the minister said.",
        "If you drive, the toll is $3 and the trip takes 40 minutes.",
        "You need 3 witnesses and a permit to sell a boat there.",
        "Members pay £5 for their first 3 months.",
        "Follow the money and 8 of 10 euros went abroad.",
        "Readers gave £10,000 to the fund for the family.",
    ],
)
def test_news_is_no_furniture(sentence):
    assert not is_furniture(sentence)
    assert not heads_other_stories(sentence)
