"""Texts that attack a page: through Jinja2, HTML, JavaScript, CSS, text direction and size."""

from __future__ import annotations

# 7 * 7191 = 50337: a text that was evaluated, in Python or in the browser, leaves that number.
EVALUATED = "50337"

PAYLOADS = {
    "jinja expression": "{{7*7191}}",
    "jinja reaching out": "{{cycler.__init__.__globals__.os.getpid()}}",
    "jinja statement": "{% if true %}{{7*7191}}{% endif %}{% for x in y %}",
    "jinja comment": "{# gone #}left",
    "image": '<img src=x onerror="document.title=7*7191">',
    "script": "<script>document.title=7*7191</script>",
    "end of script": "</script><script>document.title=7*7191</script>",
    "end of style": "</style><style>body{display:none}</style>",
    "template literal": "${document.title=7*7191}",
    "backtick": "`;document.title=7*7191;`",
    "quotes": "\"';document.title=7*7191;//",
    "attribute": '" onmouseover="document.title=7*7191" x="',
    "backslash": "\\\";document.title=7*7191;//\\",
    "escapes": "\\u003cimg src=x onerror=document.title=7*7191\\u003e",
    "entities": "&lt;img src=x onerror=document.title=7*7191&gt;&#123;&#123;7*7191&#125;&#125;",
    "comment": "--><svg/onload=document.title=7*7191><!--",
    "cdata": "]]><b>x</b>",
    "line separators": "a\u2028document.title=7*7191\u2029b\nc\rd\te",
    "nul and controls": "a\x00b\x07c\x1b[31md\x7fe\x85f",
    "right to left": "\u202eegassem gnorw\u202c \u2066x\u2069",
    "lone surrogate": "a\ud800b",
    "noncharacter": "a\ufffeb\U0010ffff",
    "emoji": "👩‍👩‍👧‍👦 🏠 Ünïcödé 陈小姐 عبد الله",
    "marks": "Z" + "\u0335\u0321" * 60,
    "long": "Wolfeschlegelsteinhausenbergerdorff" * 60,
    "spaces": "   ",
    "link": "javascript:document.title=7*7191",
}  # fmt: skip
