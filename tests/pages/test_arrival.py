import re

import pytest

from running_loop.pages.arrival import addressed_twice, read_as_markdown, texts

PARAGRAPH = re.compile(r"<p\b[^>]*>(word\d)</p>\n?")


def test_the_texts_of_a_page() -> None:
    html = (
        '<pre><span></span><code><span class="linenos">1</span>\n\t&lt;b&gt; </code></pre>'
        "<pre id='x'>&amp;\n</pre>"
    )
    assert texts(html) == {"\n\t<b> ", "&\n"}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>word1</p>", {"word1"}),
        ('<p class="x">word1</p><!-- a --><p>word2</p>', {"word1", "word2"}),
        ("<!-- <p>word1</p> --><p>word2</p>", {"word2"}),
        ("<!-- <p>word1</p>", set()),
        ("<div>word1</div>", set()),
        ("<!--> <p>word1</p> <!---> <p>word2</p> -->", {"word1", "word2"}),
        ("<!-- <p>word1</p> --!> <p>word2</p>", {"word2"}),
        ("<p>A <script> in text</p><p>word1</p>", set()),
        ("<p>A <TITLE\nx> in text</p><p>word1</p></title><p>word2</p>", {"word2"}),
        ("<xmp><p>word1</p></xmp ><p>word2</p>", {"word2"}),
        ("<plaintext><p>word1</p>", set()),
        ("<p><iframe src=x></iframe></p><p>word1</p>", {"word1"}),
        ("<p title='<script>' class=\"<!--\">x</p><p>word1</p>", {"word1"}),
        ("<p>&lt;script></p><titles><p>word1</p>", {"word1"}),
        ('<p>word1</p><div class="run" markdown>', set()),
        ('<p>word1</p><p>x</p><p>word2</p><ol class="statements" markdown>', {"word1"}),
        ('<p>word1</p><div class="mine" markdown>', {"word1"}),
        ("", set()),
    ],
)  # fmt: skip
def test_words_that_are_read_as_markdown(html: str, words: set[str]) -> None:
    assert read_as_markdown(PARAGRAPH, html) == words


def test_addresses_that_are_there_twice() -> None:
    title = '<h2 id="run-a"></h2><div class="x" id="run-a">'
    html = title + '&lt;b id="run-b"</div><b id="run-b"><p id="x"><p id="x">'
    assert addressed_twice(html) == ["run-a"]
